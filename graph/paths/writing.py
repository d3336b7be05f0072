"""Graphs written out, the same bytes for the same graph: GraphML, GEXF, CSV, JSON and DOT.

GraphML (graphml.graphdrawing.org, 1.0) and GEXF (gexf.net, 1.2, static) are read by Gephi, yEd and networkx; JSON is
the node-link form of networkx and d3; DOT that of Graphviz. Nodes and ties stand in order of their names.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import networkx as nx

if TYPE_CHECKING:
    AnyGraph: TypeAlias = nx.Graph[str]
else:
    AnyGraph = nx.Graph

Value: TypeAlias = str | int | float | bool


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """The ending of its files, its media type, and what writes it."""

    ending: str
    media_type: str
    write: Callable[[AnyGraph], str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the names of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def write_graph(graph: AnyGraph, format: str) -> bytes:
    """A graph in one of GRAPH_FORMATS, in UTF-8. Raises KeyError for a format that is none."""
    return GRAPH_FORMATS[format].write(graph).encode()


def nodes_sheet(graph: AnyGraph) -> Sheet:
    """The nodes: `Id`, `Label` and their attributes, with the names of columns that Gephi knows."""
    names = _names(told for _, told in graph.nodes(data=True))
    rows = ((node, _label(node, told), *_cells(told, names)) for node, told in _nodes(graph))
    return Sheet(("Id", "Label", *names), tuple(rows))


def edges_sheet(graph: AnyGraph) -> Sheet:
    """The ties: `Source`, `Target`, `Type`, `Id` (where ties have names) and their attributes."""
    names = _names(tie.told for tie in _ties(graph))
    kind = "Directed" if graph.is_directed() else "Undirected"
    rows = ((tie.start, tie.end, kind, tie.key, *_cells(tie.told, names)) for tie in _ties(graph))
    return Sheet(("Source", "Target", "Type", "Id", *names), tuple(rows))


@dataclass(frozen=True, slots=True)
class _Tie:
    start: str
    end: str
    key: str
    told: Mapping[str, Value]


def _nodes(graph: AnyGraph) -> list[tuple[str, Mapping[str, Value]]]:
    return sorted(((node, told) for node, told in graph.nodes(data=True)), key=lambda node: node[0])


def _ties(graph: AnyGraph) -> list[_Tie]:
    if isinstance(graph, nx.MultiGraph):
        found = [_tie(graph, one, other, key, told) for one, other, key, told in graph.edges(keys=True, data=True)]
    else:
        found = [_tie(graph, one, other, "", told) for one, other, told in graph.edges(data=True)]
    return sorted(found, key=lambda tie: (tie.start, tie.end, tie.key))


def _tie(graph: AnyGraph, one: str, other: str, key: str, told: Mapping[str, Value]) -> _Tie:
    """Of a graph without directions the lesser end is the first."""
    start, end = (one, other) if graph.is_directed() else sorted((one, other))
    return _Tie(start, end, key, told)


def _label(node: str, told: Mapping[str, Value]) -> str:
    return str(told.get("name") or told.get("title") or node)


def _names(told: Iterator[Mapping[str, Value]]) -> tuple[str, ...]:
    """The attributes that any has, in order of their names."""
    return tuple(sorted({name for each in told for name in each}))


def _cells(told: Mapping[str, Value], names: Sequence[str]) -> Iterator[str]:
    """Truth as XML has it: `true`, `false`."""
    for name in names:
        value = told.get(name, "")
        yield str(value).lower() if isinstance(value, bool) else str(value)


def _ordered(graph: AnyGraph) -> AnyGraph:
    """The same graph with its nodes, ties and attributes in order, with labels, and without signs that XML forbids."""
    copy = graph.__class__()
    for node, told in _nodes(graph):
        copy.add_node(node, label=_clean(_label(node, told)), **_sorted(told))
    for tie in _ties(graph):
        if isinstance(copy, nx.MultiGraph):
            copy.add_edge(tie.start, tie.end, tie.key, **_sorted(tie.told))
        else:
            copy.add_edge(tie.start, tie.end, **_sorted(tie.told))
    return copy


def _sorted(told: Mapping[str, Value]) -> dict[str, Value]:
    return {name: _clean(told[name]) for name in sorted(told)}


_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MODIFIED: Final = re.compile(r' lastmodifieddate="[^"]*"')


def _clean(value: Value) -> Value:
    """Text without what XML 1.0 (2.2) does not allow."""
    return _FORBIDDEN.sub("", value) if isinstance(value, str) else value


def _graphml(graph: AnyGraph) -> str:
    lines = nx.generate_graphml(_ordered(graph), named_key_ids=True)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(f"{line}\n" for line in lines)


def _gexf(graph: AnyGraph) -> str:
    """Without the day of writing, which networkx puts there."""
    text = "".join(f"{line}\n" for line in nx.generate_gexf(_ordered(graph)))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _MODIFIED.sub("", text, count=1)


def _csv(sheet: Callable[[AnyGraph], Sheet]) -> Callable[[AnyGraph], str]:
    """RFC 4180."""

    def write(graph: AnyGraph) -> str:
        out, told = io.StringIO(), sheet(graph)
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerows([told.columns, *told.rows])
        return out.getvalue()

    return write


def _json(graph: AnyGraph) -> str:
    return json.dumps(nx.node_link_data(_ordered(graph), edges="links"), ensure_ascii=False, indent=1) + "\n"


def _dot(graph: AnyGraph) -> str:
    """Ties are as wide as they are many; names are quoted strings (Graphviz, The DOT Language)."""
    arrow, kind = ("->", "digraph") if graph.is_directed() else ("--", "graph")
    lines = [f"{kind} sagsgang {{", "  node [shape=box];"]
    for node, told in _nodes(graph):
        label = str(told.get("code") or _label(node, told))
        lines.append(f"  {_quoted(node)} [label={_quoted(label)}, tooltip={_quoted(_label(node, told))}];")
    for tie in _ties(graph):
        said = ", ".join(f"{name}={_quoted(cell)}" for name, cell in _told(tie))
        lines.append(f"  {_quoted(tie.start)} {arrow} {_quoted(tie.end)} [{said}];")
    return "\n".join([*lines, "}", ""])


def _told(tie: _Tie) -> Iterator[tuple[str, str]]:
    """A number of hops or a day as the label, an announced step dashed."""
    label = tie.told.get("hops", tie.told.get("date", ""))
    yield "label", str(label)
    if tie.key:
        yield "id", tie.key
    if tie.told.get("done") is False:
        yield "style", "dashed"
    if isinstance(weight := tie.told.get("hops"), int):
        yield "weight", str(weight)


def _quoted(text: str) -> str:
    r"""`"a \"b\""`: a backslash before a quote, and none left at the end to hide one."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


GRAPH_FORMATS: Final[Mapping[str, GraphFormat]] = {
    "graphml": GraphFormat("graphml", "application/graphml+xml", _graphml),
    "gexf": GraphFormat("gexf", "application/gexf+xml", _gexf),
    "json": GraphFormat("json", "application/json", _json),
    "dot": GraphFormat("gv", "text/vnd.graphviz", _dot),
    "csv-nodes": GraphFormat("csv", "text/csv", _csv(nodes_sheet)),
    "csv-edges": GraphFormat("csv", "text/csv", _csv(edges_sheet)),
}
