"""Writes docs/commands.md from the commands themselves: `python docs/write_commands.py`."""

from __future__ import annotations

from pathlib import Path

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from yanpan.cli.main import cli

HEAD = """# Commands

Written by `python docs/write_commands.py` from the commands themselves; a test holds the two together. Before any command: `--config FILE`,
`--data DIR`, `--index URL`. Exit status: 0 done, 1 something was not, 2 a wrong call.
"""
LEFT_OUT = {"help", "install_completion", "show_completion"}


def described(command: TyperCommand | TyperGroup, path: str) -> list[str]:
    lines = [f"\n## `yanpan {path}`\n", command.help or ""]
    rows = [
        option_row(one)
        for one in command.params
        if isinstance(one, TyperOption) and not one.hidden and one.name not in LEFT_OUT
    ]
    if rows:
        lines += ["", "| option | what it does |", "|---|---|", *rows]
    if isinstance(command, TyperGroup):
        with typer.Context(command) as context:
            for name in command.list_commands(context):
                child = command.get_command(context, name)
                if child is not None:
                    lines += described(child, f"{path} {name}")
    return lines


def option_row(option: TyperOption) -> str:
    return f"| `{', '.join([*option.opts, *option.secondary_opts])}` | {(option.help or '').replace('|', '/')} |"


def page() -> str:
    """docs/commands.md as the commands are now."""
    root = typer.main.get_command(cli)
    assert isinstance(root, TyperGroup)
    with typer.Context(root) as context:
        commands = [(name, root.get_command(context, name)) for name in root.list_commands(context)]
    lines = [line for name, command in commands if command for line in described(command, name)]
    return HEAD + "\n".join(lines) + "\n"


def main() -> None:
    Path(__file__).with_name("commands.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
