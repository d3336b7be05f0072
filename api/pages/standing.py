"""Where cases stand, in one Danish sentence; and all ways of a store at once, for lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ...graph import paths
from ...graph.store import Archive
from .bodies import Body, unknown
from .danish import listed, long_date
from .here import Here
from .labels import label
from .way import WORDS, Plan, Way, seen


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands: the sentence, the body that has it, the next step if one is known, and those missed."""

    stage: str
    badge: str
    sentence: str
    body: Body | None
    next: Plan | None
    days: int | None


BADGES = {
    "coming": "på vej",
    "overdue": WORDS["late"],
    "unknown": WORDS["unknown"],
    "waiting": "afventer",
    "ended": "intet annonceret",
}


def standing(way: Way, bodies: Mapping[str, Body]) -> Standing:
    """Say how a case stands."""
    last = way.last
    body = bodies.get(last.body, unknown(last.body)) if last is not None else None
    next_ = way.coming[0] if way.coming else None
    days = (way.on - last.day).days if last is not None else None
    sentences = [
        _had(way, bodies),
        *(_missed(each, bodies) for each in (*way.overdue, *way.unknown)),
        _next(way, bodies),
    ]
    return Standing(way.stage, BADGES[way.stage], " ".join(filter(None, sentences)), body, next_, days)


def _had(way: Way, bodies: Mapping[str, Body]) -> str:
    """`Sagen er senest behandlet i Økonomiudvalget (ØK) 11. juni 2024: indstillet.`"""
    if (last := way.last) is None:
        return "Sagen er ikke behandlet i de dokumenter, der er læst."
    outcome = listed([label(each).lower() for each in last.outcomes])
    place = bodies.get(last.body, unknown(last.body)).full
    return f"Senest behandlet i {place} {long_date(last.day)}" + (f": {outcome}." if outcome else ".")


def _missed(plan: Plan, bodies: Mapping[str, Body]) -> str:
    """`Skulle i Kommunalbestyrelsen (KB) 18. juni 2024, men er ikke set der.`"""
    place = bodies.get(plan.body, unknown(plan.body)).full
    when = f" {plan.when}" if plan.when is not None else ""
    if plan.state == "late":
        return f"Skulle i {place}{when}, men er ikke set der."
    return f"Skulle i {place}{when}; referatet derfra er ikke læst, så det vides ikke, om det skete."


def _next(way: Way, bodies: Mapping[str, Body]) -> str:
    """`Næste skridt: Kommunalbestyrelsen (KB) 18. juni 2024.`"""
    if not way.coming:
        return "" if way.overdue or way.unknown else "Intet videre skridt er annonceret."
    if way.halted:
        named = [bodies.get(plan.body, unknown(plan.body)).full for plan in way.coming]
        return f"Sagsgangen nævner derefter {listed(named)}, men ingen dato."
    steps = [f"{bodies.get(p.body, unknown(p.body)).full} {p.when or 'uden kendt dato'}" for p in way.coming]
    return f"Næste skridt: {steps[0]}." + (f" Derefter {listed(steps[1:])}." if steps[1:] else "")


def all_ways(here: Here) -> Mapping[str, Way]:
    """The way of every case, as of the chosen day, else of the last day of its municipality."""
    return _all_ways(here.archive, tuple(row["case"] for row in here.ask("cases")), here.on)


@lru_cache(maxsize=4)
def _all_ways(archive: Archive, cases: tuple[str, ...], on: str | None) -> Mapping[str, Way]:
    """The ways of cases in a snapshot, which does not change."""
    return {way.case: seen(way) for way in paths.ways(archive, cases, on)}
