"""Looking things up in a store, one statement at a time."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Store

from ...ontology import DCT, FOAF, OA, PROV, RDF, RDFS, SAG, SKOS

QUOTED = 90
"""Characters of a quote that are shown."""


class Looking:
    """What a store says, by IRIs as text."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def all(self, node: str, name: str) -> list[str]:
        """The values of a property, IRIs and lexical forms, in order."""
        found = self.store.quads_for_pattern(NamedNode(node), NamedNode(str(name)), None)
        return sorted(q.object.value for q in found if isinstance(q.object, NamedNode | Literal))

    def one(self, node: str, name: str) -> str | None:
        """The first value of a property."""
        return next(iter(self.all(node, name)), None)

    def having(self, name: str, value: str) -> list[str]:
        """What has a thing (its IRI) as the value of a property, in order."""
        found = self.store.quads_for_pattern(None, NamedNode(str(name)), NamedNode(value))
        return sorted(quad.subject.value for quad in found if isinstance(quad.subject, NamedNode))

    def pointing(self, node: str) -> int:
        """How many statements have a thing as their object."""
        return sum(1 for _ in self.store.quads_for_pattern(None, None, NamedNode(node)))

    def towns(self, place: str | None) -> set[str]:
        """The municipalities of a name ("Havnstrup" or "Havnstrup Kommune"), code or IRI; of none all."""
        towns = self.having(RDF.type, str(SAG.Municipality))
        said = place.casefold() if place else ""
        return {town for town in towns if not said or said in self._names(town)}

    def _names(self, town: str) -> set[str]:
        names = {name.casefold() for name in (*self.all(town, FOAF.name), *self.all(town, SKOS.notation))}
        return {town.casefold(), *names, *(name.removesuffix(" kommune") for name in names)}

    def wholes(self, node: str) -> Iterator[str]:
        """A stated node and what it is part of, up to its document."""
        here: str | None = node
        while here:
            yield here
            here = self.one(here, DCT.isPartOf)

    def quote(self, node: str) -> str:
        """The words a stated node was read from: `»Sagen sendes til ØK«`."""
        mention = self.one(node, PROV.wasDerivedFrom)
        words = " ".join((self.one(mention, OA.exact) or "" if mention else "").split())
        return f"»{words if len(words) <= QUOTED else words[: QUOTED - 1].rstrip() + '…'}«"

    def where(self, node: str) -> str:
        """The meeting whose document states something: `Økonomiudvalget 2024-01-08`; else the file."""
        *wholes, document = self.wholes(node)
        for whole in (*wholes, *self.having(DCT.isPartOf, document)):
            meeting = self.one(whole, SAG.meeting)
            body = self.one(meeting, SAG.body) if meeting else None
            if meeting and body:
                return f"{self.one(body, FOAF.name)} {self.one(meeting, DCT.date)}"
        return self.one(document, DCT.source) or document

    def label(self, node: str) -> str:
        """The English label of a term."""
        names = (NamedNode(str(name)) for name in (RDFS.label, SKOS.prefLabel))
        found = (quad.object for name in names for quad in self.store.quads_for_pattern(NamedNode(node), name, None))
        told = [label.value for label in found if isinstance(label, Literal) and label.language == "en"]
        return min(told, default=node.rpartition("/")[2])
