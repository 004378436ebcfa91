"""What answers like an Elasticsearch node without being one, for what a real one can't be made to do on time."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Server(ThreadingHTTPServer):
    """Answers as a cluster does whose shards are placed after a number of searches."""

    searches = 0
    placed_after = 0


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self._answer(
            200, {"version": {"number": "8.14.1", "build_flavor": "default"}, "tagline": "You Know, for Search"}
        )

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.searches += 1
        if self.server.searches <= self.server.placed_after:
            self._answer(503, {"error": {"type": "search_phase_execution_exception"}, "status": 503})
        else:
            self._answer(200, {"hits": {"hits": []}})

    def _answer(self, status: int, body: object) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("x-elastic-product", "Elasticsearch")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""
