"""The bodies of a municipality and the reforms that split, merge and rename its committees at the turn of a term."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from .grammar import first_down
from .values import Body
from .words import domains as all_domains

TERM = 4
"""Years of a term; terms begin on 1 January of 2022, 2026 …"""


@dataclass(frozen=True, slots=True)
class Reform:
    """On a day these bodies became those: `kind` is merge, split or rename."""

    day: date
    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def term_start(day: date) -> date:
    """The first day of the term of a day."""
    return date(day.year - (day.year - 2022) % TERM, 1, 1)


def slug(name: str) -> str:
    """`Børne- og Ungdomsudvalget` is `boerne-og-ungdomsudvalget`."""
    text = name.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in text).split())


class Naming:
    """How a municipality names its committees: `Teknik- og Miljøudvalget` or `Udvalget for Teknik og Miljø`; codes."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.listed = rng.random() < 0.3
        self.small = rng.random() < 0.3
        self.long_codes = rng.random() < 0.7
        self.names: set[str] = set()
        self.codes: set[str] = {"ØK", "ØU", "KB", "BY", "DIR", "HU", "ÆR", "HR", "HMED"}

    def committee(self, domains: tuple[str, ...], day: date, after: tuple[str, ...] = ()) -> Body:
        """A committee with a name and a code that nothing else here has."""
        while True:
            words = self._words(domains)
            name = self._listed(words) if self.listed else self._joined(words)
            code = self._code(words)
            if name not in self.names and code not in self.codes:
                break
        self.names.add(name)
        self.codes.add(code)
        return Body(slug(name), name, "standing", code, domains[0], day, after=after)

    def _words(self, domains: tuple[str, ...]) -> list[tuple[str, str]]:
        if len(domains) > 1:
            return [self.rng.choice(all_domains()[domain]) for domain in domains]
        return self.rng.sample(all_domains()[domains[0]], self.rng.choice((2, 2, 3)))

    def _joined(self, words: list[tuple[str, str]]) -> str:
        stems = [stem for _, stem in words]
        if self.small:
            stems[1:] = map(first_down, stems[1:])
        *heads, tail = stems
        return ", ".join(f"{head}-" for head in heads) + f" og {tail}udvalget"

    def _listed(self, words: list[tuple[str, str]]) -> str:
        names = [name for name, _ in words]
        return f"Udvalget for {', '.join(names[:-1])} og {names[-1]}"

    def _code(self, words: list[tuple[str, str]]) -> str:
        initials = "".join(name[0] for name, _ in words)
        if self.listed:
            return f"U{initials}" if self.long_codes else initials
        return f"{initials}U" if self.long_codes or len(initials) < 2 else initials


def founded(rng: Random, naming: Naming, day: date) -> list[Body]:
    """The bodies at the beginning."""
    council = rng.choice((("Kommunalbestyrelsen", "KB"), ("Byrådet", "BY")))
    economic = ("Økonomiudvalget", rng.choice(("ØK", "ØU")))
    board = rng.choice((("Direktionen", "DIR"),) * 3 + (("Koncernledelsen", "KCL"), ("Chefgruppen", "CG")))
    works = rng.choice((("Hovedudvalget", "HU"), ("Hoved-MED", "HMED")))
    named = [("council", *council), ("economic", *economic), ("board", *board), ("works", *works)]
    named += [("advisory", "Ældrerådet", "ÆR"), ("advisory", "Handicaprådet", "HR")]
    bodies = [Body(slug(name), name, kind, code, "common", day) for kind, name, code in named]
    domains = list(all_domains())
    rng.shuffle(domains)
    together = domains[:2] if rng.random() < 0.4 else []
    groups = [tuple(together)] if together else []
    groups += [(domain,) for domain in domains if domain not in together]
    return bodies + [naming.committee(group, day) for group in sorted(groups)]


def reformed(rng: Random, naming: Naming, bodies: list[Body], day: date) -> tuple[list[Body], list[Reform]]:
    """The bodies after a reform on a day, those it ended with their last day, and what it did."""
    standing = [body for body in bodies if body.kind == "standing" and body.last is None]
    rng.shuffle(standing)
    done: list[Reform] = []
    new: list[Body] = []
    for kind in rng.sample(("merge", "split", "rename"), rng.choice((1, 1, 2))):
        old = [standing.pop() for _ in range(2 if kind == "merge" else 1) if standing]
        if kind == "merge" and len(old) < 2:
            break
        keys = tuple(sorted(body.key for body in old))
        domains = tuple(sorted({body.domain for body in old}))
        groups = [domains, domains] if kind == "split" else [domains]
        made = [naming.committee(group, day, keys) for group in groups]
        new += made
        done.append(Reform(day, kind, keys, tuple(body.key for body in made)))
    ended = {key for reform in done for key in reform.before}
    before = [replace(body, last=day - timedelta(days=1)) if body.key in ended else body for body in bodies]
    return before + new, done
