"""`sagsgang validate`: a document, a dump, or all that the store holds, against the shapes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

from pyoxigraph import NamedNode, RdfFormat, serialize
from rdflib import Graph

from ...graph.candidates import content
from ...graph.catalogue import printable
from ...graph.mapping import stated
from ...graph.source import Unreadable
from ...graph.store import CONCLUDED, Archive
from ...shapes import Report
from ...shapes import validate as validate_graph
from ..console import Exit, end, fail, one_line, reason, write

Language: TypeAlias = Literal["da", "en"]
Named: TypeAlias = tuple[str, Report]


def validate(file: Path | None, store: Path, format: Literal["text", "turtle"], language: Language) -> None:
    """Tell the findings, of a file or else of the store, and end with 1 when one is a breach of the model."""
    reports = list(_of_store(store) if file is None else _of_file(file))
    write(_turtle(reports) if format == "turtle" else _text(reports, language))
    end(Exit.DONE if all(report.conforms for _, report in reports) else Exit.FINDINGS)


def _of_file(file: Path) -> Iterator[Named]:
    """The report on minutes, or on a dump (`.nq`)."""
    shown = printable(str(file))
    try:
        nquads = file.read_bytes() if file.suffix == ".nq" else stated(content(file), file.name).nquads
        yield shown, validate_graph(nquads)
    except OSError as error:
        fail(Exit.NOTHING, f"{shown}: cannot be read: {reason(error)}")
    except Unreadable as unreadable:
        fail(Exit.NOTHING, f"{shown}: {unreadable.reason}")
    except SyntaxError as error:
        fail(Exit.NOTHING, f"{shown}: is not N-Quads: {one_line(str(error))}")


def _of_store(store: Path) -> Iterator[Named]:
    """A report on each document, by its file, and on each concluded graph."""
    with Archive(store, read_only=True) as archive:
        names = {entry.graph: entry.files[0].name if entry.files else entry.document for entry in archive.documents()}
        graphs = {str(graph.value) for graph in archive.store.named_graphs()}
        names |= {graph: graph for graph in graphs if graph.startswith(CONCLUDED)}
        for graph, name in sorted(names.items(), key=lambda named: (named[0].startswith(CONCLUDED), named[1])):
            quads = archive.store.quads_for_pattern(None, None, None, NamedNode(graph))
            yield name, validate_graph(serialize(quads, format=RdfFormat.N_QUADS) or b"")


def _text(reports: list[Named], language: Language) -> str:
    """Each report under the name of what it is on."""
    return "\n".join(f"{name}\n{report.text(language)}" for name, report in reports)


def _turtle(reports: list[Named]) -> str:
    """The standard report graph, all reports together."""
    whole = Graph(bind_namespaces="none")
    for _, report in reports:
        graph = report.graph()
        for prefix, name in graph.namespaces():
            whole.bind(prefix, name)
        whole += graph
    return whole.serialize(format="turtle")
