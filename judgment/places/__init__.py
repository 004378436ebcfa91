"""Places of a dispute: the gazetteer of divisions and the reading of texts and addresses against it."""
