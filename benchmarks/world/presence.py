"""Who is named under an item: those who take part, tell something, are to do something, are against or step aside."""

from __future__ import annotations

from datetime import date
from random import Random

from .days import MONTHS
from .grammar import first_down, first_up, say
from .people import People, Person
from .values import Body, Named, Point, Task
from .words import sentences


class Presence:
    """Names people in one document: in full with their title first, by first name or title afterwards."""

    def __init__(self, rng: Random, people: People, body: Body, day: date, party: bool) -> None:
        self.rng, self.people, self.body, self.day, self.party = rng, people, body, day, party
        self.used: set[str] = set()

    def official(self, domain: str) -> Person | None:
        """Somebody of the administration who has not yet been named in this document."""
        near = self.people.working(domain, self.day) + (self.people.working("common", self.day))
        free = [one for one in near if one.key not in self.used and one.name(self.day).full not in self.used]
        if not free:
            return None
        one = self.rng.choice(free)
        self.used |= {one.key, one.name(self.day).full}
        return one

    def full(self, person: Person) -> str:
        """`vejchef Ida Toft`, with the old name while it is new that it changed."""
        now, post = person.name(self.day), person.post(self.day)
        title = f"{post.title} " if post else ""
        if len(person.names) > 1 and now is not person.names[0] and person.told_of_change < 4:
            person.told_of_change += 1
            old = person.names[0].full
            return title + now.full + self.rng.choice((f" (tidligere {old})", f", tidligere {old},", f" (tidl. {old})"))
        return title + now.full

    def add(self, point: Point, domain: str) -> None:
        """Let officials appear under a point, and be given tasks."""
        rng = self.rng
        if rng.random() > 0.55 or (person := self.official(domain)) is None:
            if rng.random() < 0.08:
                self._nobody(point)
            return
        function = rng.choice(("participant", "presenter", "presenter", "announced"))
        who = first_up(self.full(person))
        if function == "announced":
            point.presentation.append(say(rng, sentences("takes_part"), Who=who))
        elif function == "participant":
            point.decision.append(say(rng, sentences("took_part"), Who=who))
        else:
            point.presentation.append(say(rng, sentences("presented"), Who=who))
        self._named(point, person, "participant" if function == "announced" else function)
        if rng.random() < 0.45:
            self._task(point, person)

    def _named(self, point: Point, person: Person, function: str) -> None:
        post, name = person.post(self.day), person.name(self.day).full
        point.people.append(Named(person.key, name, name, function, post.title if post else None))

    def _task(self, point: Point, person: Person) -> None:
        """`Ida undersøger prisen`, `Vejchefen retter teksten`, `Vejchef Ida Toft kontakter naboerne inden 1. maj.`"""
        rng, name, post = self.rng, person.name(self.day), person.post(self.day)
        does = first_down(say(rng, sentences("tasks")))
        who = rng.choice((name.first, name.full, self._titled(post.title if post else "", name.full)))
        words, value = self._deadline()
        text = f"{who} {does}{words}."
        point.decision.append(text)
        self._named(point, person, "responsible")
        point.tasks.append(Task(name.full, does, value))

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

    def members(self, point: Point, present: list[Named]) -> None:
        """Let members be against, or step aside."""
        rng = self.rng
        voters = [one for one in present if one.party]
        if voters and rng.random() < 0.07 and point.outcome in {"approved", "recommended", "approved_with_changes"}:
            one = rng.choice(voters)
            point.decision.append(
                say(rng, sentences("against"), who=self._member(one), why=first_down(say(rng, sentences("why"))))
            )
            point.dissents.append(one.name)
        elif voters and rng.random() < 0.025 and point.outcome not in {"withdrawn", "postponed"}:
            one = rng.choice(voters)
            point.decision.append(say(rng, sentences("aside"), who=self._member(one)))
            point.recused.append(one.name)

    def _member(self, one: Named) -> str:
        return f"{one.name} ({one.party})" if self.party and self.rng.random() < 0.8 else one.name
