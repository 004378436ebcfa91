"""The HTTP API and the console, on one server."""
