"""Keeps and finds articles and disputes: one interface, embedded or Elasticsearch."""
