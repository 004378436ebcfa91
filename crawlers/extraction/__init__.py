"""One page in, one article out: bytes to text, then title, body, date and origin."""
