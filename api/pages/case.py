"""The page of a case: how it stands, its way as a picture, then treatment by treatment, then the documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi.responses import HTMLResponse
from markupsafe import Markup

from ...graph import paths
from .bodies import Body, bodies, unknown
from .danish import alphabetical
from .documents import DocumentName, documents
from .drawn import draw
from .here import Here, day
from .nodes import Node, parts, said
from .render import page
from .standing import Standing, standing
from .told import Named, Quote, people, quotes
from .way import Plan, Treatment, Way, seen


@dataclass(frozen=True, slots=True)
class Chapter:
    """One treatment with what tells of it: decisions of its body, and the parts of its items, by class.

    ``also`` are its items in less authoritative documents of the meeting.
    """

    number: int
    treatment: Treatment
    meeting: str | None
    body: Body
    decisions: tuple[Node, ...]
    items: tuple[Node, ...]
    parts: Mapping[str, tuple[Node, ...]]
    also: tuple[Node, ...]

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The wordings of the decision, each once."""
        return quotes(self.decisions)

    @property
    def people(self) -> tuple[Named, ...]:
        """The persons who took part, each once."""
        return people(self.of("Participation"))

    def of(self, kind: str) -> tuple[Node, ...]:
        """The parts of a class: `Attachment`."""
        return self.parts.get(kind, ())


@dataclass(frozen=True, slots=True)
class Coming:
    """One step that is planned, or was and is not done."""

    number: int
    plan: Plan
    body: Body
    start: Body | None


@dataclass(frozen=True, slots=True)
class Namesake:
    """Another case of the same title in the same municipality, which nothing but the title ties to this one."""

    iri: str
    number: str | None
    body: Body | None
    last: date | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """What the template shows."""

    iri: str
    title: str
    numbers: tuple[str, ...]
    routine: bool
    standing: Standing
    picture: Markup | None
    chapters: tuple[Chapter, ...]
    coming: tuple[Coming, ...]
    elsewhere: tuple[Node, ...]
    documents: tuple[DocumentName, ...]
    namesakes: tuple[Namesake, ...]


def case(here: Here, iri: str) -> HTMLResponse | None:
    """The page of a case, if it is one that is held."""
    rows = here.ask("case", case=iri)
    if not rows:
        return None
    known = bodies(here)
    found = paths.case_way(here.archive, iri, here.on)
    gone = seen(found) if found is not None else Way(here.day, (), ())
    here = here.of(day(rows[0], "last"))
    chapters, elsewhere = _chapters(here, iri, gone, known)
    coming = _coming(gone, known)
    titles = list(dict.fromkeys(row["title"] for row in rows if "title" in row))
    title = titles[0] if titles else "Sag uden titel"
    routine = any(row.get("routine") == "true" for row in rows)
    view = CaseView(
        iri,
        title,
        tuple(sorted({row["number"] for row in rows if "number" in row}, key=alphabetical)),
        routine,
        standing(gone, known),
        draw(gone, known, title),
        chapters,
        coming,
        elsewhere,
        tuple(sorted(_documents(here, chapters), key=lambda document: document.files)),
        () if routine else _namesakes(here, iri, known),
    )
    return page(here, "case.html", view)


def _namesakes(here: Here, iri: str, known: Mapping[str, Body]) -> tuple[Namesake, ...]:
    """The cases of the same title, those treated last first."""
    rows = here.ask("case_namesakes", case=iri)
    return tuple(Namesake(r["other"], r.get("number"), known.get(r.get("body", "")), day(r, "last")) for r in rows)


def _documents(here: Here, chapters: Sequence[Chapter]) -> tuple[DocumentName, ...]:
    """The documents that tell of the treatments."""
    told = (node for chapter in chapters for node in (*chapter.items, *chapter.also, *chapter.decisions))
    return documents(here, [node.document for node in told])


def _chapters(
    here: Here, iri: str, gone: Way, known: Mapping[str, Body]
) -> tuple[tuple[Chapter, ...], tuple[Node, ...]]:
    """The treatments with what belongs to each; and the items that belong to none of them."""
    met = {row["item"]: row.get("meeting") for row in here.ask("case_items", case=iri)}
    meetings = {row["treatment"]: row["meeting"] for row in here.ask("case_treatments", case=iri) if "meeting" in row}
    items = {node.iri: node for node in said(here, list(met))}
    below = parts(here, list(items))
    decisions = {node.iri: node for node in below if node.kind == "Decision"}
    chapters, used = [], set[str]()
    for number, treatment in enumerate(gone.done, 1):
        tells, meeting = set(treatment.told), meetings.get(treatment.iri)
        mine = [iri for iri in items if iri in tells or (met[iri] is not None and met[iri] == meeting)]
        used |= set(mine)
        chosen = tuple(decisions[each] for each in sorted(tells & set(decisions)))
        body = known.get(treatment.body, unknown(treatment.body))
        counting = tuple(items[each] for each in mine if items[each].one("supersededBy") not in mine)
        also = tuple(items[each] for each in mine if items[each] not in counting)
        kinds = _parts(below, mine, counting)
        chapters.append(Chapter(number, treatment, meeting, body, chosen, counting, kinds, also))
    left = (node for iri, node in items.items() if iri not in used and not _later(met[iri], gone))
    return tuple(chapters), tuple(left)


def _later(meeting: str | None, gone: Way) -> bool:
    """Whether an item's meeting is after the day that the status is of."""
    return meeting is not None and meeting.rpartition("/")[2][:10] > gone.on.isoformat()


def _parts(below: Sequence[Node], items: Sequence[str], counting: Sequence[Node]) -> dict[str, tuple[Node, ...]]:
    """The parts by class: of the items that count, else of the most authoritative one that has parts of the class."""
    owners = [[node.iri for node in counting], *([iri] for iri in items)]
    found: dict[str, tuple[Node, ...]] = {}
    for group in owners:
        mine = _by_kind([node for node in below if set(node.all("isPartOf")) & set(group)])
        found = mine | found
    return found


def _by_kind(nodes: Sequence[Node]) -> dict[str, tuple[Node, ...]]:
    """The nodes by class, in the order of the text."""
    found: dict[str, tuple[Node, ...]] = {}
    for node in nodes:
        found[node.kind] = (*found.get(node.kind, ()), node)
    return found


def _coming(gone: Way, known: Mapping[str, Body]) -> tuple[Coming, ...]:
    """The steps that are not done, numbered on from the treatments; those that lapsed come last."""
    return tuple(
        Coming(
            number,
            plan,
            known.get(plan.body, unknown(plan.body)),
            known.get(plan.start) if plan.start is not None else None,
        )
        for number, plan in enumerate((*gone.overdue, *gone.coming, *gone.unknown, *gone.lapsed), len(gone.done) + 1)
    )
