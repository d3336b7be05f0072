"""The rest of what stands under an item: what it is about, what it costs, what is proposed, what is attached."""

from __future__ import annotations

from datetime import date
from random import Random

from .features import Features
from .grammar import first_up, say
from .noise import mistyped
from .people import People
from .values import Enclosure
from .words import sentences


def _slots(rng: Random, year: int = 2024) -> dict[str, str]:
    money = rng.choice(
        (
            f"{rng.randint(1, 48)},{rng.randint(1, 9)} mio. kr.",
            f"{rng.randint(40, 950)}.000 kr.",
            f"{rng.randint(2, 60)} mio. kr.",
        )
    )
    return {"money": money, "count": str(rng.randint(12, 900)), "percent": str(rng.randint(3, 60)), "year": str(year)}


def presentation(rng: Random, municipality: str, always: bool) -> list[str]:
    """One or two paragraphs; the municipality is named in them now and then, or always."""
    found = [
        " ".join(say(rng, one, **_slots(rng)) for one in rng.sample(sentences("facts"), rng.randint(1, 3)))
        for _ in range(rng.choice((1, 1, 2)))
    ]
    if rng.random() < 0.04:
        found[0] = mistyped(rng, found[0])
    if always or rng.random() < 0.1:
        found[-1] += " " + say(rng, sentences("here"), municipality=municipality)
    return found


def summary(rng: Random, features: Features) -> str:
    """A sentence or two, where the layout has a summary."""
    return say(rng, sentences("facts"), **_slots(rng)) if features.summary else ""


def economy(rng: Random) -> str:
    """What it costs; nothing of half the matters."""
    return say(rng, sentences("costs"), **_slots(rng)) if rng.random() < 0.5 else ""


def proposal(rng: Random, people: People, domain: str, day: date) -> str:
    """`Vejchefen indstiller, at forslaget godkendes.`"""
    heads = [one for one in people.working(domain, day) if (post := one.post(day)) and post.title.endswith("chef")]
    titles = [f"{post.title}en" for one in heads if (post := one.post(day))]
    who = first_up(rng.choice([*titles, "forvaltningen", "administrationen"]))
    return say(
        rng, "{who} [indstiller|foreslår|indstiller], at " + rng.choice(sentences("aims")) + ".", who=who, **_slots(rng)
    )


def enclosures(rng: Random, features: Features, day: date) -> list[Enclosure]:
    """None to three attachments, one in ten of them closed."""
    found: list[Enclosure] = []
    for title in dict.fromkeys(
        say(rng, sentences("attached"), **_slots(rng, day.year)) for _ in range(rng.choice((0, 1, 1, 2, 3)))
    ):
        shut = features.closed_enclosures and rng.random() < 0.1
        journal = (
            f"{rng.randint(1000, 250000)}/{day.year % 100:02}"
            if features.journal and not (shut and rng.random() < 0.5)
            else None
        )
        found.append(Enclosure(str(len(found) + 1), title, not shut, journal))
    return found


def standing(rng: Random) -> tuple[list[str], list[str]]:
    """The standing items before and after the cases."""
    opening = [rng.choice(sentences("opening"))] if rng.random() < 0.8 else []
    closing = [rng.choice(sentences("middle"))] if rng.random() < 0.6 else []
    return opening, [*closing, *(["Eventuelt"] if rng.random() < 0.5 else [])]
