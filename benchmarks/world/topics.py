"""What cases are about: their titles, and how the title varies from one agenda to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from .grammar import first_down, say
from .words import phrases, sentences, words

LONG_AGO = 300
"""Days after which a title may come again."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a case is about; `heard` says that it is sent to hearing on its way."""

    title: str
    domain: str
    heard: bool


class Topics:
    """Titles of one municipality, none twice."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.villages = sorted({_village(rng) for _ in range(14)})
        self.streets = sorted(
            {rng.choice(words("street_heads")) + rng.choice(words("street_tails")) for _ in range(60)}
        )
        self.taken: dict[str, date] = {}

    def new(self, domain: str, day: date) -> Topic:
        """A matter of a domain (technical, children … common, works) that has not been before.

        Now and then it has the title of another that came long before: `Sygefravær` comes every year.
        """
        if domain in {"common", "works"} and self.rng.random() < 0.1:
            title = self.rng.choice(sentences("titles_again"))
            if (day - self.taken.get(title, date.min)).days > LONG_AGO:
                self.taken[title] = day
                return Topic(title, domain, heard=False)
        heard = domain not in {"common", "works"} and self.rng.random() < 0.15
        patterns = sentences(f"titles_{'plans' if heard else domain}")
        while True:
            title = say(self.rng, patterns, **self._slots(day))
            title = say(self.rng, title, **self._slots(day)) if "{" in title else title
            if title not in self.taken:
                self.taken[title] = day
                return Topic(title, domain, heard)

    def _slots(self, day: date) -> dict[str, str]:
        rng, village = self.rng, self.rng.choice(self.villages)
        year = day.year + rng.choice((0, 1, 1))
        return {
            "street": rng.choice(self.streets), "village": village, "year": str(year),
            "later": str(year + rng.choice((3, 4, 6))),
            "n": str(rng.randint(12, 499)), "small": str(rng.randint(1, 98)), "half": str(rng.randint(1, 2)),
            "quarter": rng.choice(phrases("quarters")), "policy": rng.choice(words("policies")),
            "institution": say(rng, sentences("institution"), v=village, s=self._house()),
            "home": say(rng, sentences("home"), s=self._house()),
            "club": say(rng, sentences("club"), v=village),
        }  # fmt: skip

    def _house(self) -> str:
        return self.rng.choice(words("street_heads")) + self.rng.choice(
            ("bo", "huset", "gården", "lunden", "kilden", "hjørnet")
        )


def _village(rng: Random) -> str:
    return rng.choice(words("town_heads")) + rng.choice(words("town_tails"))


def varied(rng: Random, title: str, again: bool, often: float) -> str:
    """The title as another agenda prints it: as it is, or with something before or behind it."""
    if rng.random() > often:
        return title
    if title.startswith(("Forslag til", "Ansøgning", "Status", "Tillæg")) or rng.random() < 0.5:
        asides = sentences("title_asides_again" if again else "title_asides")
        return title + rng.choice(asides)
    fronts = sentences("title_fronts_again" if again else "title_fronts")
    return f"{rng.choice(fronts)} {first_down(title)}"
