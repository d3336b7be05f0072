"""`sagsgang minutes`: what one document says, read back out of its graph."""

from json import dumps
from pathlib import Path

from ...graph.mapping import stated
from ...graph.minutes import minutes as read_back
from ...graph.resolve import conclude
from ...graph.source import Unreadable
from ...graph.store import Archive
from ..console import Exit, fail, note, reason, write


def minutes(file: Path, place: str | None, as_json: bool) -> None:
    """Write the document's JSON, or a summary in Danish."""
    try:
        graph = stated(file.read_bytes(), file.name)
    except OSError as error:
        fail(Exit.NOTHING, f"{file}: cannot be read: {reason(error)}")
    except Unreadable as unreadable:
        fail(Exit.NOTHING, f"{file}: {unreadable.reason}")
    if graph.encoding != "utf-8":
        note(f"{file}: is not UTF-8: read as {graph.encoding}")
    with Archive() as archive:
        archive.put(graph, place=place)
        conclude(archive)
        found = read_back(archive, graph.document)
    if as_json:
        write(dumps(found, ensure_ascii=False, indent=1) + "\n")
        return
    from ..summary import summary  # what it shares with the pages takes longer to import than a document to read

    write(summary(found))
