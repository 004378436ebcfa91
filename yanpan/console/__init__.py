"""The web console: pages for analysts, drawn on the server."""
