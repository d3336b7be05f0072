"""The people of a municipality: names that change, posts that pass on, seats that are won and lost, namesakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from .bodies import term_start
from .values import Body
from .words import parties, phrases, titles, words

LAST = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Name:
    """A name from a day on."""

    since: date
    given: str
    middle: str
    surname: str

    @property
    def full(self) -> str:
        return " ".join(part for part in (self.given, self.middle, self.surname) if part)


@dataclass(frozen=True, slots=True)
class Held:
    """A post, or a seat of a body (`body`, `party`, `role`), from a day to a day."""

    title: str
    domain: str
    first: date
    last: date
    body: str | None = None
    party: str | None = None


@dataclass(slots=True)
class Person:
    """A person: what happened to them, and how often documents have named them since their name changed."""

    key: str
    names: list[Name]
    held: list[Held] = field(default_factory=list)
    party: str | None = None
    told_of_change: int = 0

    def name(self, day: date) -> Name:
        """The name on a day."""
        return [name for name in self.names if name.since <= day][-1]

    def post(self, day: date) -> Held | None:
        """The post on a day, seats left out."""
        return next((one for one in self.held if one.body is None and one.first <= day <= one.last), None)


class People:
    """Everybody of one municipality, as its years go by."""

    def __init__(self, rng: Random, day: date) -> None:
        self.rng = rng
        self.every: list[Person] = []
        self.officials: dict[str, list[Person]] = {}
        self.council: list[Person] = []
        self.spare: list[Person] = []
        self.mayor: Person | None = None
        self.seats: dict[str, list[tuple[Person, str | None]]] = {}
        self.staff: list[tuple[Person, str]] = []
        self._names: set[str] = set()
        self._hired(day)

    def born(self, day: date, among: Sequence[Person] = ()) -> Person:
        """Somebody new; with the name of one of some others, none of whom shares it yet, when there are any."""
        alone = [one for one in among if sum(other.names[0].full == one.names[0].full for other in self.every) == 1]
        name = self.rng.choice(alone).names[0] if alone else self._name(day)
        self._names.add(name.full)
        person = Person(
            f"person-{len(self.every) + 1}", [Name(date(1900, 1, 1), name.given, name.middle, name.surname)]
        )
        self.every.append(person)
        return person

    def _name(self, day: date) -> Name:
        rng = self.rng
        while True:
            given = rng.choice(phrases("double")) if rng.random() < 0.12 else rng.choice(words("given"))
            surname = rng.choice(words("common")) if rng.random() < 0.4 else self._surname()
            middle = (
                rng.choice(words("middle")) if rng.random() < (0.85 if surname in words("common") else 0.25) else ""
            )
            name = Name(day, given, middle, surname)
            if name.full not in self._names:
                return name

    def _surname(self) -> str:
        return self.rng.choice(words("surname_heads")) + self.rng.choice(words("surname_tails"))

    def _hired(self, day: date) -> None:
        """The administration at the beginning."""
        rng = self.rng
        self.hire("kommunaldirektør", "top", day)
        for domain in rng.sample(sorted(titles("directors")), rng.choice((2, 3, 3, 4))):
            self.hire(rng.choice(titles("directors")[domain]), "top", day)
        for domain in titles("heads"):
            for title in rng.sample(titles("heads")[domain], 2) + rng.sample(titles("specialists")[domain], 3):
                self.hire(title, domain, day)
        for union in rng.sample(("FOA", "3F", "HK", "DLF", "BUPL", "DSR"), 4):
            person = self.born(day)
            person.held.append(Held("fællestillidsrepræsentant", "staff", day, LAST))
            self.staff.append((person, union))

    def hire(self, title: str, domain: str, day: date, person: Person | None = None) -> Person:
        """Somebody gets a post, from outside unless told."""
        person = person or self.born(day, self.council if self.rng.random() < 0.02 else ())
        person.held.append(Held(title, domain, day, LAST))
        self.officials.setdefault(domain, []).append(person)
        return person

    def leave(self, person: Person, day: date) -> Held:
        """Somebody gives up the post they have; their last day is the day before."""
        held = person.post(day)
        assert held is not None
        person.held.remove(held)
        person.held.append(Held(held.title, held.domain, held.first, day - timedelta(days=1)))
        self.officials[held.domain].remove(person)
        return held

    def year(self, day: date) -> None:
        """What a year does: people leave, rise, get another title, marry."""
        rng = self.rng
        for person in [one for domain in sorted(self.officials) for one in self.officials[domain]]:
            chance, when = rng.random(), day + timedelta(days=rng.randrange(330))
            if person.post(when) is None or chance > 0.16:
                continue
            if chance < 0.03:
                self._married(person, when)
                continue
            held = self.leave(person, when)
            if chance < 0.06 and held.domain != "top":
                self._retitled(person, held, when)
            else:
                self._succeeded(held, when)

    def _married(self, person: Person, day: date) -> None:
        now = person.name(day)
        surname = self._surname() if self.rng.random() < 0.6 else self.rng.choice(words("common"))
        middle = self.rng.choice(("", now.surname if now.surname not in words("common") else "", now.middle))
        name = Name(day, now.given, middle, surname)
        if name.full not in self._names and len(person.names) == 1:
            self._names.add(name.full)
            person.names.append(name)

    def _retitled(self, person: Person, held: Held, day: date) -> None:
        """The same person goes on under another title of the same domain."""
        choice = (
            titles("heads")[held.domain]
            if held.title in titles("heads")[held.domain]
            else titles("specialists")[held.domain]
        )
        taken = {held.title for one in self.every for held in one.held if held.last >= day}
        free = [title for title in choice if title not in taken and title != held.title]
        self.hire(self.rng.choice(free) if free else held.title, held.domain, day, person)

    def _succeeded(self, held: Held, day: date) -> None:
        """A post passes on: to one of the specialists, who is succeeded in turn, or to somebody new."""
        under = [
            one
            for one in self.officials.get(held.domain, [])
            if (post := one.post(day)) and post.first < day and post.title in titles("specialists").get(held.domain, ())
        ]
        if held.title in titles("heads").get(held.domain, ()) and under and self.rng.random() < 0.5:
            riser = self.rng.choice(under)
            left = self.leave(riser, day)
            self.hire(held.title, held.domain, day, riser)
            self.hire(left.title, left.domain, day)
        else:
            self.hire(held.title, held.domain, day)

    def elect(self, bodies: list[Body], day: date) -> None:
        """A new council and its committees from the first day of a term (or of the world) on."""
        rng = self.rng
        again = [one for one in self.council if rng.random() < 0.6]
        size = rng.choice((19, 21, 23, 25))
        letters, weights = [letter for letter, _, _ in parties()], [weight for _, _, weight in parties()]
        while len(again) < size:
            person = self.born(day, self._officials(day) if rng.random() < 0.015 else ())
            person.party = rng.choices(letters, weights)[0]
            again.append(person)
        self.council = sorted(again, key=lambda one: (-[p.party for p in again].count(one.party), one.party, one.key))
        self.mayor = self.council[0]
        self.spare = [self._substitute(party, day) for party in sorted({one.party or "" for one in self.council})]
        self.seats = {}
        for body in bodies:
            if body.last is None or body.last >= day:
                self._seated(body, day)

    def _officials(self, day: date) -> list[Person]:
        """Those of the administration; a politician may share a name with one of them."""
        return [one for one in self.every if one.post(day)]

    def _substitute(self, party: str, day: date) -> Person:
        person = self.born(day)
        person.party = party
        return person

    def _seated(self, body: Body, day: date) -> None:
        """The members of one body for a term."""
        rng = self.rng
        if body.kind == "council":
            chosen = list(self.council)
        elif body.kind == "economic":
            chosen = self.council[:1] + rng.sample(self.council[1:], 6)
        elif body.kind == "standing":
            chosen = rng.sample(self.council[1:], rng.choice((5, 7, 7)))
        elif body.kind == "advisory":
            chosen = [self.born(day) for _ in range(7)]
        else:
            return
        roles = ["borgmester" if body.kind == "council" else "formand", "næstformand", *[None] * len(chosen)]
        self.seats[body.key] = [(person, role) for person, role in zip(chosen, roles, strict=False)]
        last = date(term_start(day).year + 4, 1, 1) - timedelta(days=1)
        for person, role in self.seats[body.key]:
            party = person.party if body.political else None
            person.held.append(Held(role or "medlem", body.domain, day, last, body.key, party))

    def variant(self, rng: Random, person: Person, day: date) -> str:
        """The name as one document writes it: `Kim Toft Jensen`, seldom `Kim T. Jensen` or `Kim Jensen`."""
        name = person.name(day)
        short, roll = f"{name.given} {name.surname}", rng.random()
        if not name.middle or roll > 0.1 or short in self._names:
            return name.full
        return short if roll < 0.04 else f"{name.given} {name.middle[0]}. {name.surname}"

    def working(self, domain: str, day: date) -> list[Person]:
        """Those of a domain who have a post on a day."""
        return [one for one in self.every if (post := one.post(day)) and post.domain == domain]
