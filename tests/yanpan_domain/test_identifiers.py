"""Addresses: what stays of them, and what tells of a person."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from yanpan_domain.identifiers import public_url


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://e.example/1.html", "https://e.example/1.html"),
        ("https://e.example/v?id=5&tel=13987654321#top", "https://e.example/v?id=5#top"),
        ("https://e.example/v?tel=13987654321", "https://e.example/v"),
        (f"https://e.example/v?a=1&name={quote('贾秉衡')}&b=2", "https://e.example/v?a=1&b=2"),
        ("https://e.example/v?name=news&id=5", "https://e.example/v?name=news&id=5"),
        ("https://e.example/v?q=13987654321", "https://e.example/v"),
        ("https://e.example/v?id=13987654321", "https://e.example/v?id=13987654321"),
        ("https://e.example/v?q=440301199001011234&c=2", "https://e.example/v?c=2"),
        ("https://e.example/v?to=a.b@e.example", "https://e.example/v"),
        ("https://e.example/13987654321.html?x=%E5%B7%A5", "https://e.example/13987654321.html?x=%E5%B7%A5"),
    ],
)
def test_an_address_keeps_nothing_of_a_person_in_its_query(url: str, kept: str):
    assert public_url(url) == kept
