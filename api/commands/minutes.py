"""`sagsgang minutes`: what one document says, read back out of its graph."""

from json import dumps
from pathlib import Path

from ...graph.candidates import content
from ...graph.catalogue import printable
from ...graph.mapping import stated
from ...graph.minutes import minutes as read_back
from ...graph.resolve import conclude
from ...graph.source import Unreadable
from ...graph.store import Archive
from ..console import Exit, fail, note, reason, write


def minutes(file: Path, place: str | None, as_json: bool) -> None:
    """Write the document's JSON, or a summary in Danish."""
    shown = printable(str(file))
    try:
        graph = stated(content(file), file.name)
    except OSError as error:
        fail(Exit.NOTHING, f"{shown}: cannot be read: {reason(error)}")
    except Unreadable as unreadable:
        fail(Exit.NOTHING, f"{shown}: {unreadable.reason}")
    if graph.encoding != "utf-8":
        note(f"{shown}: is not UTF-8: read as {graph.encoding}")
    if graph.masked:
        note(f"{shown}: CPR numbers masked: {graph.masked}")
    for each in graph.notes:
        note(f"{shown}: {each}")
    with Archive() as archive:
        archive.put(graph, place=place)
        conclude(archive)
        found = read_back(archive, graph.document)
    if as_json:
        write(dumps(found, ensure_ascii=False, indent=1) + "\n")
        return
    from ..summary import summary  # what it shares with the pages takes longer to import than a document to read

    write(summary(found))
