"""What documents state, as rows read from their graphs; nodes are IRIs, days ISO dates, `None` is not told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A document held, with the municipality it tells, the one given for it, and which reader read it."""

    node: str
    name: str | None
    kind: str | None
    given: str | None
    reader: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A body as a document names it."""

    node: str
    document: str
    name: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """What a document says of its own meeting; ``body`` is a named body, ``start`` and ``end`` are xsd:dateTime."""

    node: str
    document: str
    body: str | None
    day: str | None
    start: str | None = None
    end: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An item or sub-item, with its case numbers as printed; ``place`` is its number on the agenda."""

    node: str
    document: str
    parent: str
    title: str
    numbers: tuple[str, ...]
    place: str | None = None
    access: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision under an item; ``body`` is a named body, outcomes are concepts."""

    node: str
    item: str
    body: str
    day: str | None
    outcomes: tuple[str, ...]
    wording: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """An exact day, or a period in EDTF; both with first and last day. All None: no date is told."""

    day: str | None = None
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """An item sent, or to be sent, from one named body to another; ``basis`` is a concept."""

    node: str
    item: str
    sender: str
    receiver: str
    when: When
    recommended: bool
    done: bool
    position: int
    basis: str | None = None
    mention: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A body in the route of an item; ``basis`` is a concept. An item may state a route several times."""

    node: str
    item: str
    position: int
    body: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Participation:
    """A person as named, in an item or a record (``owner``); ``function`` and ``standing`` are concepts.

    ``other`` is another name that the document gives the same person.
    """

    node: str
    owner: str
    name: str
    party: str | None
    function: str
    standing: str | None = None
    document: str = ""
    role: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True)
class NamedMeeting:
    """Another meeting that a document tells of."""

    node: str
    body: str
    day: str


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of one document, or of several; each kind in the order of the nodes' IRIs and of the text."""

    names: tuple[Name, ...]
    records: tuple[Record, ...]
    items: tuple[Item, ...]
    decisions: tuple[Decision, ...]
    referrals: tuple[Referral, ...]
    steps: tuple[Step, ...]
    participations: tuple[Participation, ...]
    meetings: tuple[NamedMeeting, ...]


@dataclass(frozen=True, slots=True)
class Stated(Rows):
    """The documents of one municipality with all their rows."""

    documents: tuple[Document, ...]


def order(node: str) -> tuple[str, int]:
    """Sort key of a stated node: its document and kind, then its number in the text (`…/item/12` after `…/item/4`)."""
    place, _, number = node.rpartition("/")
    return place, int(number) if number.isdecimal() else 0
