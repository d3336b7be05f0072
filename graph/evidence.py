"""Nodes of a stated graph as they grow, each with the characters of the frozen text that it was read from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..ontology import DCT, OA, PROV, XSD
from .doubts import confidence
from .facts import Doubt, Told
from .quads import RDF_TYPE, SAG, Quads, Value, data, iri, literal
from .source import Source, Span

_NUMBER = str(XSD.nonNegativeInteger)


class Evidenced:
    """The graph of one document; nodes are numbered by kind in the order they come."""

    def __init__(self, source: Source, document: str) -> None:
        self.source, self.document = source, document
        self.text = data(f"text/{source.text_digest}")
        self.quads = Quads(f"{document}/graph")
        self.counts: Counter[str] = Counter()

    def node(self, kind: str, type_: str, owner: str, spans: Iterable[Span]) -> str:
        """Make a node that is part of another, read from some places; its IRI."""
        self.counts[kind] += 1
        node = f"{self.document}/{kind}/{self.counts[kind]}"
        self.type(node, type_)
        self.link(node, DCT.isPartOf, owner)
        for span in spans:
            self.link(node, PROV.wasDerivedFrom, self.mention(span))
        return node

    def type(self, node: str, name: str) -> None:
        """Say what class of ours a node is of."""
        self.link(node, RDF_TYPE, SAG + name)

    def link(self, node: str, name: str, target: str) -> None:
        """Say that a property of a node is another node."""
        self.quads.say(node, name, iri(target))

    def say(self, node: str, name: str, value: Value | None, datatype: str | None = None) -> None:
        """Say that a property of a node is a value; None, or no text, says nothing."""
        if value is not None and value != "":
            self.quads.say(node, name, literal(value, datatype))

    def told(self, node: str, name: str, told: Told[Value] | None) -> None:
        """Say a value that has a place of its own."""
        if told is not None:
            self.say(node, name, told.value)
            self.evidence(node, name, told.span, literal(told.value), told.doubt)

    def doubt(self, node: str, doubt: Doubt | None) -> None:
        """Say why a rule was not sure of a node, and how sure it is; of what it is sure of, nothing."""
        if doubt is not None:
            self.link(node, SAG + "doubt", f"{SAG}doubt-{doubt}")
            self.say(node, SAG + "confidence", confidence(doubt), str(XSD.decimal))

    def evidence(self, node: str, name: str, span: Span, term: str | None = None, doubt: Doubt | None = None) -> None:
        """Say where a property of a node was read; `term` is its value as N-Quads, where it may have several."""
        self.counts["evidence"] += 1
        evidence = f"{self.document}/evidence/{self.counts['evidence']}"
        self.type(evidence, "Evidence")
        self.link(evidence, SAG + "about", node)
        self.link(evidence, SAG + "property", name)
        self.quads.say(evidence, SAG + "value", term)
        self.link(evidence, SAG + "mention", self.mention(span))
        self.doubt(evidence, doubt)

    def mention(self, span: Span) -> str:
        """A place of the text with its words (RFC 5147, Web Annotation); its IRI."""
        mention = f"{self.text}#char={span.start},{span.end}"
        self.type(mention, "Mention")
        self.link(mention, OA.hasSource, self.text)
        self.say(mention, OA.start, span.start, _NUMBER)
        self.say(mention, OA.end, span.end, _NUMBER)
        self.quads.say(mention, OA.exact, literal(self.source[span]))
        return mention
