"""Articles that reach us as files: saved pages, web archives, tables."""
