"""What can't be opened or written ends in one sentence with the fix."""

from __future__ import annotations

import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.open import open_index
from index.query import Query
from tests.factories import a_judged
from tests.servers.elasticsearch import free_port
from yanpan_domain.errors import BusyError, OperatorError, YanpanError


def test_the_second_writer_is_turned_away_at_once(tmp_path: Path) -> None:
    with open_index(tmp_path / "index") as index, index.writer() as writer:
        with pytest.raises(BusyError, match="另一个进程"):
            index.writer()
        with open_index(tmp_path / "index") as other, pytest.raises(BusyError):
            other.writer()
        writer.put([a_judged()])
    assert open_index(tmp_path / "index").find(Query()).total == 1
    with open_index(tmp_path / "index") as index, index.writer():
        pass


def test_a_writer_in_another_process_is_respected(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom index.open import open_index\n"
        "writer = open_index(sys.argv[1]).writer()\nprint('held', flush=True)\nsys.stdin.read()\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "index")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with open_index(tmp_path / "index") as index, pytest.raises(BusyError):
            index.writer()
    finally:
        holder.kill()
        holder.wait()
    with open_index(tmp_path / "index") as index, index.writer() as writer:
        writer.put([a_judged()])


def test_a_path_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("no folder")
    with pytest.raises(OperatorError, match="不是文件夹"):
        open_index(tmp_path / "index")


def test_a_folder_nobody_may_write(tmp_path: Path) -> None:
    """Root may write anywhere, so the place is one that even root can't write."""
    with pytest.raises(OperatorError, match=r"权限|打不开"):
        open_index("/proc/yanpan-index")


def test_a_damaged_catalogue_of_segments(tmp_path: Path) -> None:
    with open_index(tmp_path / "index") as index, index.writer() as writer:
        writer.put([a_judged()])
    (tmp_path / "index" / "meta.json").write_text("{")
    with pytest.raises(OperatorError, match="index check"):
        open_index(tmp_path / "index").find(Query())


@pytest.fixture
def liar() -> Iterator[str]:
    """A server that says 200 and an unfitting page to everything."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b"<html>It works!</html>"
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_server_that_is_no_elasticsearch(liar: str) -> None:
    with pytest.raises(OperatorError, match="不是 Elasticsearch"):
        open_index(liar)


def test_a_server_that_is_down() -> None:
    with pytest.raises(OperatorError, match="连不上"):
        open_index(f"http://127.0.0.1:{free_port()}")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/Upper", "http://127.0.0.1:1/_hidden", "http://127.0.0.1:1/a?colour=red", "http://"]
)
def test_an_address_that_can_never_work(url: str) -> None:
    with pytest.raises(YanpanError):
        open_index(url)
