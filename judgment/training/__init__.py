"""Labels that the project wrote itself, and what is trained from them. Every text is invented."""
