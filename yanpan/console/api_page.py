"""The page that describes the API, from its own OpenAPI description: nothing is loaded from elsewhere, so it works offline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yanpan.console.drawing import draw


@dataclass(frozen=True, slots=True)
class Input:
    """One value that a route takes."""

    name: str
    kind: str
    default: str
    limit: str


@dataclass(frozen=True, slots=True)
class Route:
    """One address with a method."""

    call: str
    summary: str
    parameters: tuple[Input, ...]
    body: tuple[Input, ...]


def api_page(described: Mapping[str, Any], post: str) -> str:
    """The page for the OpenAPI document DESCRIBED, for somebody who acts as POST."""
    return draw("api.html.j2", post=post, routes=list(_routes(described)))


def _routes(described: Mapping[str, Any]) -> Iterator[Route]:
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            yield Route(
                call=f"{method.upper()} {path}",
                summary=one.get("summary", ""),
                parameters=tuple(_input(each["name"], each["schema"]) for each in one.get("parameters", ())),
                body=tuple(_input(name, each) for name, each in _body(described, one).items()),
            )


def _body(described: Mapping[str, Any], route: Mapping[str, Any]) -> Mapping[str, Any]:
    content = route.get("requestBody", {}).get("content", {}).get("application/json", {})
    reference = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    found: Mapping[str, Any] = (
        described.get("components", {}).get("schemas", {}).get(reference, {}).get("properties", {})
    )
    return found


def _input(name: str, schema: Mapping[str, Any]) -> Input:
    kinds = [one.get("format", one.get("type", "")) for one in schema.get("anyOf", [schema])]
    default = schema.get("default")
    least, most = schema.get("minimum"), schema.get("maximum")
    limit = (
        f"{least} 至 {most}" if most is not None else f"最长 {schema['maxLength']} 字" if "maxLength" in schema else ""
    )
    return Input(
        name, "、".join(kind for kind in kinds if kind != "null"), "" if default is None else str(default), limit
    )
