"""What lists of news look like: feeds, sitemaps, listings, archives; and the spider that asks for them."""
