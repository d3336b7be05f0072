"""Who is named under an item: those who take part, tell something, are to do something, are against or step aside."""

from __future__ import annotations

from datetime import date
from random import Random

from .days import MONTHS
from .grammar import first_down, first_up, say
from .people import People, Person
from .values import Named, Point, Task
from .words import sentences


class Presence:
    """Names people in one document: in full with their title first, by first name or title afterwards."""

    def __init__(self, rng: Random, people: People, day: date, party: bool, hidden: bool) -> None:
        self.rng, self.people, self.day, self.party, self.hidden = rng, people, day, party, hidden
        self.used: set[str] = set()
        self.names: dict[str, str] = {}

    def official(self, domain: str) -> Person | None:
        """Somebody of the administration who has not yet been named in this document."""
        near = self.people.working(domain, self.day) + (self.people.working("common", self.day))
        free = [one for one in near if one.key not in self.used and one.name(self.day).full not in self.used]
        if not free:
            return None
        one = self.rng.choice(free)
        self.used |= {one.key, one.name(self.day).full}
        return one

    def called(self, person: Person) -> str:
        """The name that this document calls somebody by: now and then with an initial, or without the middle name."""
        if person.key not in self.names:
            self.names[person.key] = self.people.variant(self.rng, person, self.day)
        return self.names[person.key]

    def full(self, person: Person) -> str:
        """`vejchef Ida Toft`, with the old name while it is new that it changed."""
        post = person.post(self.day)
        title = f"{post.title} " if post else ""
        if len(person.names) > 1 and person.name(self.day) is not person.names[0] and person.told_of_change < 4:
            person.told_of_change += not self.hidden
            self.names[person.key] = person.name(self.day).full
            old = person.names[0].full
            told = self.rng.choice((f" (tidligere {old})", f", tidligere {old},", f" (tidl. {old})"))
            return title + self.called(person) + told
        return title + self.called(person)

    def add(self, point: Point, domain: str) -> None:
        """Let officials appear under a point, and be given tasks."""
        rng = self.rng
        if rng.random() > 0.55 or (person := self.official(domain)) is None:
            if rng.random() < 0.08:
                self._nobody(point)
            return
        function = rng.choice(("participant", "presenter", "presenter", "announced"))
        named = self.full(person)
        who = first_up(named)
        if function == "announced":
            point.presentation.append(say(rng, sentences("takes_part"), Who=who))
        elif function == "participant":
            point.decision.append(say(rng, sentences("took_part"), Who=who))
        else:
            point.presentation.append(say(rng, sentences("presented"), Who=who, who=named))
        self._named(point, person, "participant" if function == "announced" else function, function == "announced")
        if rng.random() < 0.45:
            self._task(point, person)

    def _named(self, point: Point, person: Person, function: str, announced: bool = False) -> None:
        post, name = person.post(self.day), self.called(person)
        title = post.title if post else None
        point.people.append(Named(person.key, name, name, function, title, announced=announced))

    def _task(self, point: Point, person: Person) -> None:
        """`Ida undersøger prisen`, `Vejchefen retter teksten`, `Vejchef Ida Toft kontakter naboerne inden 1. maj.`"""
        rng, post, name = self.rng, person.post(self.day), self.called(person)
        does = first_down(say(rng, sentences("tasks")))
        who = rng.choice((person.name(self.day).given, name, self._titled(post.title if post else "", name)))
        words, value = self._deadline()
        text = f"{who} {does}{words}."
        point.decision.append(text)
        self._named(point, person, "responsible")
        point.tasks.append(Task(name, does, value))

    def _titled(self, title: str, name: str) -> str:
        return f"{first_up(title)} {name}" if title else name

    def _deadline(self) -> tuple[str, str | None]:
        rng = self.rng
        if rng.random() < 0.6:
            return "", None
        month = (self.day.month + rng.randint(1, 3) - 1) % 12 + 1
        year = self.day.year + (month < self.day.month)
        if rng.random() < 0.5:
            day = rng.randint(1, 28)
            return f" inden den {day}. {MONTHS[month - 1]}", date(year, month, day).isoformat()
        return f" senest i {MONTHS[month - 1]}", f"{year}-{month:02}"

    def _nobody(self, point: Point) -> None:
        text = say(self.rng, sentences("nobody"))
        point.decision.append(text)
        point.tasks.append(
            Task(None, text.rstrip(".").split(" ", 2)[2] if "skal" not in text else text.rstrip("."), None)
        )

    def members(self, point: Point, present: list[Named], votes: bool) -> None:
        """Let members be against, or step aside; where votes are told, let parties vote."""
        rng = self.rng
        voters = [one for one in present if one.party]
        decided = point.outcome in {"approved", "recommended", "approved_with_changes"}
        parties = {one.party for one in voters}
        if votes and len(parties) > 1 and decided and rng.random() < 0.15:
            self._vote(point, voters)
        elif voters and decided and rng.random() < 0.07:
            one = rng.choice(voters)
            why = first_down(say(rng, sentences("why")))
            point.decision.append(say(rng, sentences("against"), who=self._member(one), why=why))
            point.dissents.append(one.name)
        elif voters and rng.random() < 0.025 and point.outcome not in {"withdrawn", "postponed"}:
            one = rng.choice(voters)
            point.decision.append(say(rng, sentences("aside"), who=self._member(one)))
            point.recused.append(one.name)

    def _vote(self, point: Point, voters: list[Named]) -> None:
        """`For stemte: A, B og F. Imod stemte: C og V.`"""
        letters = sorted({one.party for one in voters if one.party})
        against = self.rng.sample(letters, self.rng.choice((1, 1, 2))) if len(letters) > 3 else letters[:1]
        contra, pro = sorted(against), [letter for letter in letters if letter not in against]
        point.decision.append(say(self.rng, sentences("votes"), pro=_joined(pro), contra=_joined(contra)))
        point.dissents += contra

    def _member(self, one: Named) -> str:
        return f"{one.name} ({one.party})" if self.party and self.rng.random() < 0.8 else one.name


def _joined(letters: list[str]) -> str:
    """`A, B og F`."""
    *front, last = letters
    return f"{', '.join(front)} og {last}" if front else last
