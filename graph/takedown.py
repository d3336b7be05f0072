"""Taking down: a document, a person or some words go from everything, at once and for good, and stay out.

The store forgets no word that it once wrote, even when no statement has it any more; so it is written anew without
what goes, beside itself, and takes the old one's place as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from ..ontology import DCT, FOAF, ID, OA, PROV, RDF, SAG
from .build import conclude_outstanding
from .candidates import candidates
from .catalogue import TAKEDOWNS, document_iri, value_of
from .disk import fresh_beside, instead
from .erasing import Erased, erase, towns
from .store import Archive
from .withheld import BLACK, KEY, Kind, Takedown, Withheld, as_nquads, new_key, withheld

__all__ = ["Report", "UnknownThing", "documents_of_file", "retake", "take_down", "takedowns", "undo"]

_DOCUMENT: Final = re.compile(rf"{re.escape(ID)}doc/[0-9a-f]{{64}}")
_NODE: Final = re.compile(rf"({re.escape(ID)}doc/[0-9a-f]{{64}})/[a-z]+/\d+")
_PERSON: Final = re.compile(rf"{re.escape(ID)}person/[0-9a-f]{{16}}")
_TEXT: Final = re.compile(rf"({re.escape(ID)}text/[0-9a-f]{{64}})(#char=\d+,\d+)?")
_NAMES: Final = tuple(map(str, (FOAF.name, SAG.otherName)))


class UnknownThing(Exception):
    """What is to be taken down or given back is not there, or is of no sort that can be; the message says which."""


@dataclass(frozen=True, slots=True)
class Report:
    """A takedown made: the tombstone, how many documents left, and in how many words were made black."""

    takedown: Takedown
    removed: int
    blackened: int


def takedowns(store: Path) -> tuple[Takedown, ...]:
    """What was taken down, in the order of the tombstones' IRIs. Raises StoreError."""
    with Archive(store, read_only=True) as archive:
        held = withheld(archive)
    return held.takedowns if held else ()


def take_down(store: Path, thing: str, why: str) -> Report:
    """Take down a document, a person, or a mention (its IRI) from the store in a folder, for a reason that is shown.

    Raises UnknownThing; ValueError for a reason that tells the name; StoreError. Interrupted at any moment, the store
    is as it was, or all of it is gone.
    """
    with Archive(store) as archive:
        held = withheld(archive) or Withheld(new_key())
        kind, marks = _Marks(archive, held).of(thing)
        takedown = Takedown(_node(held, thing), kind, why, marks)
        after = held.also(takedown)
        places = {None, *towns(archive.store).values()}
        if any(after.masked(why, town=town) != why for town in places):
            raise ValueError("the reason tells what is to be taken down; it is shown to everybody")
        erased = _rewrite(archive, store, after, takedown)
    return Report(takedown, len(erased.out), len(erased.blackened))


def retake(store: Path) -> None:
    """Take out again what was taken down, after a dump came in. Raises StoreError."""
    with Archive(store) as archive:
        if (held := withheld(archive)) is not None:
            _rewrite(archive, store, held, None)


def undo(store: Path, thing: str) -> Takedown:
    """Let what was taken down (its IRI, or the tombstone's) come back with the next build that reads its documents.

    Raises UnknownThing, StoreError.
    """
    with Archive(store) as archive:
        held = withheld(archive)
        nodes = {thing, _node(held, thing)} if held else set()
        found = next((each for each in held.takedowns if each.node in nodes), None) if held else None
        if held is None or found is None:
            raise UnknownThing(f"nothing was taken down as {thing}")
        left = as_nquads(held.without(found.node).takedowns)
        archive.replace(TAKEDOWNS, left, sorted(_blackened(archive)))
    return found


def documents_of_file(path: Path) -> tuple[str, ...]:
    """The IRIs of the documents that a file is, or holds when it is an archive.

    Raises OSError and Unreadable.
    """
    found = candidates([path])
    return tuple(sorted({document_iri(sha256(each.content()).hexdigest()) for each in found.files}))


def _node(held: Withheld, thing: str) -> str:
    """The IRI of the tombstone of a thing."""
    return f"{ID}takedown/{held.mark('node', thing).partition(':')[2][:16]}"


def _blackened(archive: Archive) -> set[str]:
    """The documents that have words made black."""
    values = archive.store.quads_for_pattern(None, NamedNode(str(RDF.value)), None, None)
    graphs = {value_of(quad.graph_name) for quad in values if BLACK in str(quad.object)}
    return {graph.removesuffix("/graph") for graph in graphs}


def _rewrite(archive: Archive, store: Path, held: Withheld, takedown: Takedown | None) -> Erased:
    """Write the store anew beside itself without what is held back, and put it in its own place."""
    with fresh_beside(store) as folder:
        with Archive(folder) as fresh:
            erased = erase(archive.store, held, fresh.store)
            fresh.replace(TAKEDOWNS, as_nquads(held.takedowns))
            conclude_outstanding(fresh)
            if takedown is not None:
                gone = _gone(archive, fresh, erased)
                marks = takedown.marks | {held.mark("gone", each) for each in gone}
                held = held.also(replace(takedown, marks=marks))
                fresh.replace(TAKEDOWNS, as_nquads(held.takedowns))
            fresh.rest(much=True)
        (folder / KEY).write_bytes(held.key)
        archive.close()
        instead(folder, store)
    return erased


def _gone(archive: Archive, fresh: Archive, erased: Erased) -> set[str]:
    """The IRIs that were there and are not any more: of texts, and of all that was concluded."""
    held = {str(graph.value) for graph in fresh.store.named_graphs()}
    before = set(_subjects(archive, erased.stale))
    after = set(_subjects(fresh, {each for each in held if each in erased.stale}))
    return {each for each in before - after if not each.startswith(f"{ID}doc/")} | erased.texts


def _subjects(archive: Archive, graphs: Iterable[str]) -> Iterator[str]:
    for graph in graphs:
        for quad in archive.store.quads_for_pattern(None, None, None, NamedNode(graph)):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value


def _shortened(name: str) -> Iterator[str]:
    """`K. Jensen`, `K. T. Jensen` and `Kim Jensen` of `Kim Thorvald Jensen`; nothing of a name of one word."""
    *first, last = name.split()
    if first:
        letters = [each[0] for each in first]
        yield from dict.fromkeys((f"{letters[0]} {last}", " ".join((*letters, last)), f"{first[0]} {last}"))
        if letters[1:]:
            yield " ".join((first[0], *letters[1:], last))


class _Marks:
    """What a thing of a store is, and all that goes with it."""

    def __init__(self, archive: Archive, held: Withheld) -> None:
        self.store, self.held = archive.store, held
        self.towns = towns(archive.store)

    def of(self, thing: str) -> tuple[Kind, frozenset[str]]:
        """The sort of thing that an IRI names, and the marks of what goes. Raises UnknownThing."""
        if _DOCUMENT.fullmatch(thing):
            return "document", self._document(thing)
        if text := _TEXT.fullmatch(thing):
            return self._text(text[1], thing if text[2] else None)
        if node := _NODE.fullmatch(thing):
            return "mention", self._told(node[1], thing)
        if _PERSON.fullmatch(thing):
            return "person", self._person(thing)
        raise UnknownThing(f"{thing} is neither a document nor a person, nor the words of one")

    def _document(self, document: str) -> frozenset[str]:
        texts = self._objects(document, SAG.text)
        return frozenset(self.held.mark("out", each) for each in {document, *texts})

    def _text(self, text: str, mention: str | None) -> tuple[Kind, frozenset[str]]:
        documents = sorted(self._subjects(SAG.text, text))
        if not documents:
            raise UnknownThing(f"the store has no {text}")
        if mention is None:
            return "document", frozenset().union(*map(self._document, documents))
        nodes = self._subjects(PROV.wasDerivedFrom, mention)
        said = {words for each in (mention, *nodes) for words in self._words(each)}
        if not said:
            raise UnknownThing(f"the store has no {mention}")
        return "mention", frozenset(mark for each in documents for words in said for mark in self._here(words, each))

    def _told(self, document: str, node: str) -> frozenset[str]:
        """What a node of a document was read from, with the names that it tells."""
        quoted = self._objects(node, PROV.wasDerivedFrom)
        said = {words for each in (node, *quoted) for words in self._words(each)}
        if not said:
            raise UnknownThing(f"the store has no {node}")
        return frozenset(mark for words in said for mark in self._here(words, document))

    def _person(self, person: str) -> frozenset[str]:
        """A person by all forms of the name, and whoever else has that name in the municipality."""
        now = self._objects(person, DCT.isReplacedBy) or {person}
        keys = {key for each in now for key in self._objects(each, SAG.nameKey)}
        if not keys:
            raise UnknownThing(f"the store has no {person}")
        town = next(iter(sorted(self._objects(min(now), SAG.municipality))))
        same = {each for key in keys for each in self._subjects(SAG.nameKey, key) if _PERSON.fullmatch(each)}
        persons = {each for each in same if town in self._objects(each, SAG.municipality)}
        marks = {self.held.mark("gone", each) for each in {person, *persons}}
        for each in persons:
            marks.update(self._named(each, town))
        return frozenset(marks)

    def _named(self, person: str, town: str) -> Iterator[str]:
        """A whole name is held back in the municipality; one word of it, and its first names shortened to letters, in
        the documents that tell of the person.
        """
        nodes = self._subjects(SAG.person, person)
        for name in {form for p in (*_NAMES, str(SAG.nameKey)) for form in self._objects(person, p)}:
            if len(name.split()) > 1:
                yield from self.held.words("town", name, town) | self.held.words("name", name)
        for node in nodes:
            for name in self._words(node):
                whole = len(name.split()) > 1
                document = node.rpartition("/participation/")[0]
                yield from self.held.words("town", name, town) if whole else self._here(name, document)
                for short in _shortened(name):
                    yield from self._here(short, document)

    def _here(self, words: str, document: str) -> frozenset[str]:
        return self.held.words("here", words, document)

    def _words(self, node: str) -> set[str]:
        """The names that a node tells, the words of a mention."""
        return {words for name in (*_NAMES, str(OA.exact)) for words in self._objects(node, name)}

    def _objects(self, node: str, name: object) -> set[str]:
        found = self.store.quads_for_pattern(NamedNode(node), NamedNode(str(name)), None)
        return {str(quad.object.value) for quad in found if not isinstance(quad.object, Triple)}

    def _subjects(self, name: object, value: str) -> set[str]:
        """The subjects that have a value, an IRI or a text."""
        terms = (NamedNode(value) if value.startswith(ID) else Literal(value),)
        found = (quad for term in terms for quad in self.store.quads_for_pattern(None, NamedNode(str(name)), term))
        return {str(quad.subject.value) for quad in found if isinstance(quad.subject, NamedNode)}
