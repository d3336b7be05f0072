"""What was taken down, as a store keeps it: keyed digests that find a name or an IRI again, and do not tell it.

A digest of a name alone is soon guessed, for names are few; so each is made with a key that stands in a file beside
the store and never in a dump or an answer (pseudonymisation, GDPR art. 4(5); keyed BLAKE2, RFC 7693).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from secrets import token_bytes
from typing import Final, Literal, Protocol

from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode, Store

from ..ontology import DCT, ID, RDF
from .catalogue import TAKEDOWNS
from .disk import StoreError
from .formats import Block, Reading
from .quads import Quads, data, iri, literal
from .resolve.people.names import name_words
from .source import Passage

Kind = Literal["document", "person", "mention"]
KINDS: Final[tuple[Kind, ...]] = ("document", "person", "mention")
KEY: Final = "sagsgang.key"
BLACK: Final = "█"
"""What stands for each letter and digit of a word taken down."""
TOMBSTONE: Final = "https://www.w3.org/ns/activitystreams#Tombstone"
_KEY_BYTES: Final = 32
_MARK_BYTES: Final = 16
_WORD: Final = re.compile(r"█+|[^\W_]+(?:[-\u00ad][ \t]*\n[ \t]*(?=[^\W\d_A-ZÆØÅ])[^\W_]+)?")
"""A word, also one divided at a line's end, or made black."""
_DIVIDED: Final = re.compile(r"[-\u00ad]\s+")
_FAR: Final = 40
"""Characters that may stand between two words of a name: markup, a line's end."""
_DOCUMENT: Final = re.compile(rf"({re.escape(ID)}doc/[0-9a-f]{{64}})(?:/.*)?")


class Held(Protocol):
    """A store in a folder, or in memory: the archive."""

    @property
    def path(self) -> Path | None: ...
    @property
    def store(self) -> Store: ...


@dataclass(frozen=True, slots=True, order=True)
class Takedown:
    """One takedown: its IRI, what sort of thing went, why, and the marks of all that is held back with it."""

    node: str
    kind: Kind
    why: str
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Withheld:
    """All that a store holds back: the key of the marks, and the takedowns in the order of their IRIs.

    Marks are `out:` an IRI that is gone and stays out, `gone:` one that is gone, and words with how many they are:
    `town:` within a municipality, `here:` within a document, `name:` in names of files, anywhere.
    """

    key: bytes
    takedowns: tuple[Takedown, ...] = ()
    marks: frozenset[str] = frozenset()

    def mark(self, sort: str, text: str, scope: str = "") -> str:
        """The mark of an IRI, or of words within a scope."""
        return f"{sort}:{blake2b(f'{sort}|{scope}|{text}'.encode(), key=self.key, digest_size=_MARK_BYTES).hexdigest()}"

    def words(self, sort: str, text: str, scope: str = "") -> frozenset[str]:
        """The mark of some words, none of a text without any."""
        keys = [key for _, _, key in _words(text)]
        return frozenset({self.mark(f"{sort}:{len(keys)}", " ".join(keys), scope)}) if keys else frozenset()

    def also(self, *more: Takedown) -> Withheld:
        """The same with other takedowns, in place of those of the same IRI."""
        return withheld_of(self.key, {**{each.node: each for each in self.takedowns}, **{m.node: m for m in more}})

    def without(self, node: str) -> Withheld:
        """The same without one."""
        return withheld_of(self.key, {each.node: each for each in self.takedowns if each.node != node})

    def out(self, thing: str) -> bool:
        """Whether a document or a text (its IRI) stays out."""
        return self.mark("out", thing) in self.marks

    def reason(self, thing: str) -> str | None:
        """Why an IRI is gone, or the document that it is part of; None for what was not taken down."""
        whole = _DOCUMENT.fullmatch(thing)
        asked = {self.mark(sort, each) for each in {thing, whole[1] if whole else thing} for sort in ("out", "gone")}
        return next((each.why for each in self.takedowns if asked & each.marks), None)

    def spans(self, text: str, document: str | None = None, town: str | None = None) -> list[tuple[int, int]]:
        """Where words that are held back stand in a text of a document of a municipality (IRIs), or in a name."""
        scopes = {"here": document, "town": town} if document or town else {"name": ""}
        lengths = {
            (sort, scope, count) for sort, scope in scopes.items() if scope is not None for count in self._counts(sort)
        }
        if not lengths:
            return []
        words = list(_words(text))
        return [span for sort, scope, count in sorted(lengths) for span in self._found(words, sort, scope, count)]

    def masked(self, text: str, document: str | None = None, town: str | None = None) -> str:
        """The text with the words that are held back made black, at the same length."""
        spans = self.spans(text, document, town)
        return _blackened(text, covered(len(text), spans)) if spans else text

    def _counts(self, sort: str) -> set[int]:
        return {int(mark.split(":")[1]) for mark in self.marks if mark.startswith(f"{sort}:")}

    def _found(self, words: list[tuple[int, int, str]], sort: str, scope: str, count: int) -> Iterator[tuple[int, int]]:
        """The places of so many words in a row, in the genitive too."""
        asked: dict[str, bool] = {}
        for first in range(len(words) - count + 1):
            some = words[first : first + count]
            said = " ".join(key for _, _, key in some)
            if said not in asked:
                forms = {said, said.removesuffix("s")}
                asked[said] = any(self.mark(f"{sort}:{count}", form, scope) in self.marks for form in forms)
            near = all(after[0] - before[1] <= _FAR for before, after in pairwise(some))
            if asked[said] and near:
                yield some[0][0], some[-1][1]


def withheld_of(key: bytes, takedowns: Mapping[str, Takedown]) -> Withheld:
    """What some takedowns, by their IRIs, hold back."""
    some = tuple(sorted(takedowns.values(), key=lambda each: each.node))
    return Withheld(key, some, frozenset(mark for each in some for mark in each.marks))


def withheld(archive: Held) -> Withheld | None:
    """What a store holds back; None when nothing is. Raises StoreError when the key to it is not there."""
    found = _takedowns(archive.store)
    if not found:
        return None
    return withheld_of(_key(archive.path), found)


def _key(folder: Path | None) -> bytes:
    try:
        return (folder / KEY).read_bytes() if folder else b""
    except OSError as error:
        raise StoreError(f"the store {folder} holds back what was taken down by {KEY}, which cannot be read") from error


def new_key() -> bytes:
    """A key for the marks of a store that has none."""
    return token_bytes(_KEY_BYTES)


def _takedowns(store: Store) -> dict[str, Takedown]:
    said: dict[str, dict[str, set[str]]] = {}
    for quad in store.quads_for_pattern(None, None, None, NamedNode(TAKEDOWNS)):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Value):
            said.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, set()).add(quad.object.value)
    return {node: each for node, values in said.items() if (each := _takedown(node, values))}


def _takedown(node: str, said: Mapping[str, Collection[str]]) -> Takedown | None:
    kinds, whys, marks = (said.get(str(name), ()) for name in (DCT.type, DCT.description, DCT.identifier))
    kind = next((each for each in KINDS if each in kinds), None)
    return Takedown(node, kind, min(whys, default=""), frozenset(marks)) if kind else None


def as_nquads(takedowns: Iterable[Takedown]) -> bytes:
    """The graph of some takedowns."""
    quads = Quads(TAKEDOWNS)
    for each in sorted(takedowns):
        quads.say(each.node, str(RDF.type), iri(TOMBSTONE))
        quads.say(each.node, str(DCT.type), literal(each.kind))
        quads.say(each.node, str(DCT.description), literal(each.why))
        for mark in sorted(each.marks):
            quads.say(each.node, str(DCT.identifier), literal(mark))
    return quads.bytes()


def hide(reading: Reading, held: Withheld, document: str, town: str) -> Reading:
    """A document as it is read, without the words held back; its positions stay. The same when it has none of them."""
    text = reading.source.text
    spans = held.spans(text, document, town)
    if not spans:
        return reading
    hidden = covered(len(text), spans)
    source = replace(reading.source, text=_blackened(text, hidden))
    notes = tuple(held.masked(note, document, town) for note in reading.notes)
    return replace(reading, source=source, blocks=tuple(_hidden(each, hidden) for each in reading.blocks), notes=notes)


def text_iri(reading: Reading) -> str:
    """The IRI of a document's frozen text."""
    return data(f"text/{reading.source.text_digest}")


def covered(length: int, spans: Iterable[tuple[int, int]]) -> bytearray:
    """For each character of a text, whether it lies in one of some spans."""
    found = bytearray(length)
    for start, end in spans:
        found[start:end] = b"\1" * (end - start)
    return found


def _hidden(block: Block, hidden: bytearray) -> Block:
    if not any(hidden[block.span.start : block.span.end]):
        return block
    cells = tuple(_unsaid(cell, hidden) for cell in block.cells)
    return replace(block, words=_unsaid(block.words, hidden), cells=cells)


def _unsaid(passage: Passage, hidden: bytearray) -> Passage:
    """Cleaned words, black where the characters of the text that they came from are."""
    found = bytearray(len(passage.text))
    ends = [at for at, _ in passage.runs[1:]] + [len(passage.text)]
    for (at, place), end in zip(passage.runs, ends, strict=False):
        found[at:end] = hidden[place : place + end - at].ljust(end - at, b"\0")
    return replace(passage, text=_blackened(passage.text, found)) if any(found) else passage


def _blackened(text: str, hidden: bytearray) -> str:
    return "".join(BLACK if black and sign.isalnum() else sign for sign, black in zip(text, hidden, strict=True))


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of a text: from where, up to where, and what they are compared by."""
    for match in _WORD.finditer(text):
        said = match.group()
        if key := said if said[0] == BLACK else "".join(name_words(_DIVIDED.sub("", said))):
            yield match.start(), match.end(), key
