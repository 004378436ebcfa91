"""`yanpan serve`: the console and the API on this machine."""

from __future__ import annotations

import secrets
import socket
from typing import Annotated

import typer

from yanpan.cli.frame import console, frame, this_moment
from yanpan_domain.errors import OperatorError

command = typer.Typer(rich_markup_mode=None)


class PortTaken(OperatorError):
    code = "port_taken"


@command.command()
def serve(
    context: typer.Context,
    port: Annotated[int | None, typer.Option("--port", min=0, max=65535, help="端口（默认 8642）")] = None,
) -> None:
    """打开控制台与 API，直到 Ctrl-C。只监听本机。"""
    import uvicorn

    from yanpan.api.server import build_server

    overrides = {} if port is None else {"serve.port": port}
    with frame(context).open_app(**overrides) as app:
        server = build_server(app, secret=secrets.token_bytes(32), now=this_moment)
        with _bound(app.settings.serve.host, app.settings.serve.port) as listening:
            told = f"http://{app.settings.serve.host}:{listening.getsockname()[1]}"
            console().print(f"控制台：{told}/　接口说明：{told}/api/docs", soft_wrap=True)
            uvicorn.Server(uvicorn.Config(server, log_level="warning")).run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    """A socket on HOST and PORT (0: a free one). Raises PortTaken, before anybody is told an address that is another's."""
    address = host.strip("[]")
    listening = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((address, port))
    except OSError as error:
        listening.close()
        raise PortTaken(
            f"不能监听 {host}:{port}：{error.strerror}。请用 --port 换一个端口，或先停掉占用它的程序。"
        ) from error
    return listening
