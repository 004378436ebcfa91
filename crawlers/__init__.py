"""Pages to articles: gathers news politely and says so when it cannot."""
