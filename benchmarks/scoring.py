"""What is read from minutes against what a careful reader finds in them: right, invented and missed, field by field.

Both sides are the JSON that `sagsgang minutes --json` prints; gold may say more than one answer that is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from likeness import Node, body, likeness, pairs, plain

FIELDS = (
    "header", "members", "absent", "items", "access", "case_numbers", "route", "referrals", "recommendation",
    "outcome", "persons", "roles", "attachments", "followups", "dissents", "recused", "sub_items", "next_meetings",
)  # fmt: skip
Compared = tuple[str, set[Hashable], set[Hashable]]
"""A field, what gold has of it and what was found."""

_ITEM, _SUB_ITEM, _ATTACHMENT, _TASK = 0.75, 0.7, 0.85, 0.8
"""How alike titles, or a task's sentences, must be."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was found rightly, how much that is not there, how much was missed."""

    right: int = 0
    invented: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.invented + other.invented, self.missed + other.missed)

    @property
    def cases(self) -> int:
        """How many answers stand behind the figures."""
        return self.right + self.invented + self.missed

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 when there was nothing to find and nothing was found."""
        return self.right / (self.right + self.invented) if self.right + self.invented else float(not self.missed)

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 when there was nothing to find and nothing was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else float(not self.invented)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Score = Mapping[str, Counts]


def score(gold: Node, found: Node) -> Score:
    """The counts of each field of one document."""
    counts: dict[str, Counts] = defaultdict(Counts)
    for field, wanted, told in compared(gold, found):
        counts[field] += Counts(len(wanted & told), len(told - wanted), len(wanted - told))
    return dict(counts)


def total(scores: Iterable[Score]) -> Score:
    """The counts of several documents together."""
    counts: dict[str, Counts] = defaultdict(Counts)
    for one in scores:
        for field, more in one.items():
            counts[field] += more
    return dict(counts)


def macro(one: Score) -> float:
    """The mean F1 of the fields of which there is anything."""
    told = [one[field].f1 for field in FIELDS if field in one and one[field].cases]
    return sum(told) / len(told) if told else 0.0


def compared(gold: Node, found: Node) -> Iterator[Compared]:
    """All that is compared of one document."""
    yield _header(gold, found)
    for field, key in (("members", _member), ("absent", _absent), ("next_meetings", _meeting)):
        yield field, set(map(key, _list(gold, field))), set(map(key, _list(found, field)))
    own = gold["body"]
    items, told = _list(gold, "items"), _list(found, "items")
    together = pairs(items, told, _ITEM)
    yield "items", {i["title"] for i in items}, _titles(together, told)
    partner = {id(wanted): answer for wanted, answer in together}
    for item in items:
        answer = partner.get(id(item), {})
        if answer:
            yield "access", {item["open"]}, {answer.get("open")}
            yield "recommendation", {bool(item["recommendation"])}, {bool(answer.get("recommendation"))}
        yield from _item(item, answer, own)


def _item(item: Node, answer: Node, own: object) -> Iterator[Compared]:
    """What is compared of one item, found or not."""
    yield (
        "case_numbers",
        set(map(plain, _values(item, "case_numbers"))),
        set(map(plain, _values(answer, "case_numbers"))),
    )
    yield "route", _steps(item), _steps(answer)
    yield "referrals", *_referrals(_all(item, "referrals"), _all(answer, "referrals"), own)
    yield from _outcome(item, answer)
    yield from _persons(_all(item, "persons"), _all(answer, "persons"))
    yield _attachments(item, answer)
    yield "followups", *_tasks(_all(item, "followups"), _all(answer, "followups"))
    for field in ("dissents", "recused"):
        yield field, set(map(_who, _values(item, field))), set(map(_who, _values(answer, field)))
    yield from _sub_items(item, answer)


def _list(node: Node, key: str) -> list[Node]:
    return list(cast(Sequence[Node], node.get(key) or []))


def _values(node: Node, key: str) -> list[object]:
    return list(cast(Sequence[object], node.get(key) or []))


def _all(item: Node, key: str) -> list[Node]:
    """An item's list together with those of its sub-items."""
    return _list(item, key) + [each for sub_item in _list(item, "sub_items") for each in _list(sub_item, key)]


def _header(gold: Node, found: Node) -> Compared:
    """The header's values; a kind that gold does not tell counts neither way."""
    wanted, told = cast(Node, gold.get("meeting") or {}), cast(Node, found.get("meeting") or {})
    rows = [(key, gold.get(key), found.get(key)) for key in ("municipality", "body")]
    rows += [(key, wanted.get(key), told.get(key)) for key in ("date", "start", "end", "place", "kind")]
    right: set[Hashable] = {(key, body(value)) for key, value, _ in rows if value}
    return "header", right, {(key, body(answer)) for key, value, answer in rows if answer and (value or key != "kind")}


def _member(person: Node) -> Hashable:
    return plain(person.get("name")), plain(person.get("party"))


def _absent(person: Node) -> Hashable:
    return plain(person.get("name")), plain(person.get("substitute"))


def _meeting(meeting: Node) -> Hashable:
    return body(meeting.get("body")), plain(meeting.get("date"))


def _who(dissent: object) -> Hashable:
    """`{"name_or_party": "A"}`, `{"name": …}` and a bare name are the same."""
    if isinstance(dissent, str):
        return plain(dissent)
    node = cast(Node, dissent)
    return plain(node.get("name_or_party") or node.get("name"))


def _beside(told: Sequence[Node], together: Sequence[tuple[Node, Node]]) -> list[Node]:
    """What was found without a partner in gold."""
    paired = {id(answer) for _, answer in together}
    return [answer for answer in told if id(answer) not in paired]


def _titles(together: Sequence[tuple[Node, Node]], told: Sequence[Node]) -> set[Hashable]:
    """Gold's titles of what was found, and what was found besides."""
    return {w["title"] for w, _ in together} | {f"? {answer.get('title')}" for answer in _beside(told, together)}


def _steps(item: Node) -> set[Hashable]:
    return {f"{place}:{body(step)}" for place, step in enumerate(_values(item, "route"))}


def _referrals(gold: Sequence[Node], found: Sequence[Node], own: object) -> tuple[set[Hashable], set[Hashable]]:
    """Receiver, status and day; a sender that is neither gold's nor the document's own body is a mistake."""
    senders: dict[Hashable, set[str]] = defaultdict(set)
    for wanted in gold:
        senders[_sent(wanted)] |= {body(wanted.get("from")), body(own)}
    told: set[Hashable] = set()
    for answer in found:
        key, sender = _sent(answer), body(answer.get("from"))
        told.add(key if key not in senders or sender in senders[key] else (*key, f"from {sender}"))
    return set(senders), told


def _sent(referral: Node) -> tuple[str, str, str]:
    return body(referral.get("to")), plain(referral.get("status")), plain(referral.get("date"))


def _outcome(gold: Node, found: Node) -> Iterator[Compared]:
    """One outcome of those gold accepts; where gold accepts none told, saying nothing is right too."""
    wanted, answer = plain(gold.get("decision_outcome")), plain(found.get("decision_outcome"))
    others = _values(gold, "outcome_alternatives")
    accepted = {wanted, *(plain(other) for other in others if other)} - {""}
    told: set[Hashable] = {answer} - {""}
    if not accepted:
        if answer and not gold.get("sub_items"):
            yield "outcome", set(), told
    elif (answer or None not in others) and (wanted or answer):
        yield "outcome", {answer if answer in accepted else wanted or "nothing"}, told


def _persons(gold: Sequence[Node], found: Sequence[Node]) -> Iterator[Compared]:
    """Who did what; and the roles of those whose role gold tells. Who was only announced counts neither way."""
    optional = {_name(person) for person in gold if person.get("announced_only")}
    sure, answers = ([p for p in people if _name(p) not in optional] for people in (gold, found))
    yield "persons", _told_of("function", sure), _told_of("function", answers)
    known = {_name(person) for person in sure if person.get("role")}
    roles, told = ([p for p in people if p.get("role") and _name(p) in known] for people in (sure, answers))
    yield "roles", _told_of("role", roles), _told_of("role", told)


def _name(person: Node) -> str:
    return plain(person.get("name"))


def _told_of(key: str, people: Iterable[Node]) -> set[Hashable]:
    """Name and function, or name and role."""
    return {(_name(person), plain(person.get(key))) for person in people}


def _attachments(item: Node, answer: Node) -> Compared:
    """Title, access and document number; a paired one with other access or number is a mistake."""
    gold, found = _list(item, "attachments"), _list(answer, "attachments")
    together = pairs(gold, found, _ATTACHMENT)
    told: set[Hashable] = {("?", *_enclosed(enclosed)) for enclosed in _beside(found, together)}
    for wanted, enclosed in together:
        same = _enclosed(wanted)[1:] == _enclosed(enclosed)[1:]
        told.add(_enclosed(wanted) if same else ("?", *_enclosed(enclosed)))
    return "attachments", {_enclosed(wanted) for wanted in gold}, told


def _enclosed(attachment: Node) -> tuple[Hashable, ...]:
    return plain(attachment.get("title"))[:60], attachment.get("open"), plain(attachment.get("journal"))


def _tasks(gold: Sequence[Node], found: Sequence[Node]) -> tuple[set[Hashable], set[Hashable]]:
    """A task is right when its sentence holds gold's words and its assignee is gold's; none told counts too."""
    wanted = {(plain(task.get("assignee")), plain(task["text_contains"])): None for task in gold}
    answers = {(plain(task.get("text")), plain(task.get("assignee"))): None for task in found}
    told: set[Hashable] = set()
    for text, who in answers:
        fitting = (key for key in wanted if key not in told and key[0] == who and _same_task(key[1], text))
        told.add(next(fitting, None) or ("?", who, text[:60]))
    return set(wanted), told


def _same_task(words: str, text: str) -> bool:
    return words in text or likeness(words, text) >= _TASK


def _sub_items(item: Node, answer: Node) -> Iterator[Compared]:
    """Separately titled matters with their outcomes; those that only the timetable tells may be left out."""
    every, told = _list(item, "sub_items"), _list(answer, "sub_items")
    asked = [sub_item for sub_item in every if not sub_item.get("in_timetable_only")]
    spare = [sub_item for sub_item in every if sub_item.get("in_timetable_only")]
    together = pairs([*asked, *spare], told, _SUB_ITEM)
    heard = [(wanted, found) for wanted, found in together if wanted in asked]
    answers = _titles(heard, _beside(told, together))
    yield "sub_items", {sub_item["title"] for sub_item in asked}, answers
    for wanted, found in together:
        yield from _outcome(wanted, found)
