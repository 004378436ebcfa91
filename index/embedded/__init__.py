"""The index in a folder, on Tantivy."""
