"""What a world is made of: bodies, people and meetings as they are, and minutes as they are printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

AGENDA, SUPPLEMENT = "dagsorden", "tillægsdagsorden"


@dataclass(frozen=True, slots=True)
class Body:
    """A body of a municipality; `kind` is council, economic, standing, board, works or advisory.

    `code` is its short form, `last` the last day of a body that a reform ended, `after` the bodies that it took over.
    """

    key: str
    name: str
    kind: str
    code: str
    domain: str
    first: date
    last: date | None = None
    after: tuple[str, ...] = ()

    @property
    def political(self) -> bool:
        return self.kind in {"council", "economic", "standing"}


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that was held; `number` counts those of the body within the year."""

    body: Body
    day: date
    number: int

    @property
    def key(self) -> str:
        return f"{self.body.key}-{self.day.isoformat()}"


@dataclass(frozen=True, slots=True)
class When:
    """A date as printed: `words`, the value in the JSON (`2024-06-11`, `2024-W18`), and the days it may be."""

    words: str
    value: str
    earliest: date
    latest: date

    @property
    def exact(self) -> bool:
        return self.earliest == self.latest


@dataclass(frozen=True, slots=True)
class Told:
    """A referral that a document tells: `status` planned, recommended or done, `basis` stated, decision, narrative."""

    sender: Body
    receiver: Body
    status: str
    basis: str
    when: When | None = None
    hearing: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named: the true person, the full name as it is known in the document, and the words that stand there."""

    person: str
    name: str
    written: str
    function: str
    role: str | None = None
    party: str | None = None
    substitute: str | None = None
    substitute_person: str | None = None
    announced: bool = False


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An attachment."""

    number: str
    title: str
    open: bool
    journal: str | None


@dataclass(frozen=True, slots=True)
class Prior:
    """An earlier decision that a document prints under an item."""

    body: Body
    day: date
    number: str
    text: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Task:
    """A task that a decision gives; `text` is its sentence."""

    assignee: str | None
    text: str
    deadline: str | None


@dataclass(slots=True)
class Point:
    """An item of an agenda as one document prints it, and what is true of it.

    `case` is the true case (None: a standing item), `way` the printed Sagsgang (with `None` for a hearing), `route` the
    bodies that a reader finds, `under` its sub-items, `annexes` the numbers of attachments that its text names.
    """

    number: str
    title: str
    open: bool = True
    case: str | None = None
    case_number: str | None = None
    kle: str | None = None
    way: tuple[Body | None, ...] = ()
    route: tuple[str, ...] = ()
    summary: str = ""
    presentation: list[str] = field(default_factory=list)
    economy: str = ""
    proposal: str = ""
    competence: Body | None = None
    prior: list[Prior] = field(default_factory=list)
    decision: list[str] = field(default_factory=list)
    outcome: str | None = None
    alternatives: tuple[str | None, ...] = ()
    told: list[Told] = field(default_factory=list)
    people: list[Named] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    annexes: list[str] = field(default_factory=list)
    dissents: list[str] = field(default_factory=list)
    recused: list[str] = field(default_factory=list)
    abstentions: list[str] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)
    under: list[Point] = field(default_factory=list)


@dataclass(slots=True)
class Paper:
    """A document before it is written: `kind` is referat, beslutningsprotokol or beslutningsreferat, each also `rettet`
    or `revideret`, dagsorden or tillægsdagsorden.
    """

    municipality: str
    body: Body
    day: date
    number: int
    kind: str
    start: str
    end: str | None
    place: str
    members: list[Named] = field(default_factory=list)
    absent: list[Named] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    coming: list[tuple[Body, When]] = field(default_factory=list)

    @property
    def minuted(self) -> bool:
        return self.kind not in (AGENDA, SUPPLEMENT)
