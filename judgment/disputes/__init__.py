"""Which articles tell of the same case: reprint families, disputes, and the record of each."""
