"""Opens an index: a folder by path, Elasticsearch by URL."""

from __future__ import annotations

from pathlib import Path

from index.interface import Index


def open_index(where: str | Path) -> Index:
    """The index at WHERE: an http(s) URL whose path is the prefix of its indices (`yanpan` without one), or a folder.

    A folder that is not there is made. Raises OperatorError when it can't be opened, with the fix.
    """
    if str(where).startswith(("http://", "https://")):
        from index.elastic.backend import ElasticIndex
        from index.elastic.connection import connect

        return ElasticIndex(connect(str(where)))
    from index.embedded.backend import EmbeddedIndex
    from index.embedded.folder import Folder

    return EmbeddedIndex(Folder(Path(where)))
