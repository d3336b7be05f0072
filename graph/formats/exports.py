"""What case systems export, JSON or XML -> its protocol, by the system that it comes from."""

from __future__ import annotations

from ..source import OtherData
from .lines import Line
from .protocol import laid


def lines_of_json(data: bytes) -> tuple[list[Line], str]:
    """The lines of a meeting in JSON, and its reader."""
    from .firstagenda import read

    return laid(read(data)), "firstagenda"


def lines_of_xml(data: bytes) -> tuple[list[Line], str]:
    """The lines of a meeting in XML, and its reader. Raises OtherData when no system is known that writes such."""
    from . import acadre, edoc, sbsys, xml

    root = xml.parse(data)
    for knows, read, reader in (
        (acadre.knows, acadre.read, "acadre"),
        (edoc.knows, edoc.read, "edoc"),
        (edoc.knows_publishing, edoc.read_publishing, "edoc"),
        (sbsys.knows, sbsys.read, "sbsys"),
    ):
        if knows(root):
            return laid(read(root)), reader
    raise OtherData(f"XML that is no minutes (its root is {str(root.tag)[:60]})")
