"""`yanpan serve`: the console and the API on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from yanpan.cli.frame import console, frame

command = typer.Typer(rich_markup_mode=None)


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
        server = build_server(app)
        place = app.settings.serve
        console().print(
            f"控制台：http://{place.host}:{place.port}/　接口说明：http://{place.host}:{place.port}/api/docs"
        )
        uvicorn.run(server, host=place.host, port=place.port, log_level="warning")
