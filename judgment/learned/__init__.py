"""What was learned from our own labelled texts: weights of words and of rules for each question about an article."""
