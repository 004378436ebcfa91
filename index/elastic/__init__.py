"""The index on Elasticsearch 8 or 9; nothing outside this package speaks to its client."""
