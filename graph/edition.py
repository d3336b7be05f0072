"""The edition of the reading: which version of code, words and shapes a stored graph was made by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from .. import ontology, shapes
from .places import own_places

_READS = (".py", ".ttl")


def edition() -> str:
    """The version of sagsgang with a digest of all that reads: `0.1.0+3f2a9c1b0d4e`, the same everywhere.

    A user's own files of places read too: with others, it is another edition.
    """
    return _edition(own_places())


@lru_cache(maxsize=8)
def _edition(own: tuple[str, ...]) -> str:
    digest = _packaged()
    for text in own:
        digest = sha256(digest + text.encode()).digest()
    return f"{version('sagsgang')}+{digest.hex()[:12]}"


@cache
def _packaged() -> bytes:
    """The digest of what the package holds."""
    digest = sha256()
    for package in (__package__, ontology.__name__, shapes.__name__):
        for name, content in _sources(files(package)):
            digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.digest()


def _sources(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    """The files of a package that decide what is read, with their names, in the order of these."""
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            yield from _sources(entry)
        elif entry.name.endswith(_READS):
            yield entry.name, entry.read_bytes()
