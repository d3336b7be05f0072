"""Questions about the steps of cases, asked of the invented town: announced, done, passed over, put off."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations, pairwise
from statistics import median

from invented import Json, alike, ask, best, documents, names, told_of, town, ways

DONE = {"kept", "early"}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a case as first announced, for a time in EDTF or none; `stated` says that a printed way has it."""

    case: str
    sender: str
    receiver: str
    when: str | None
    announced: str
    status: str
    teller: str
    stated: bool

    @property
    def row(self) -> tuple[str | None, ...]:
        return self.announced, names()[self.sender], names()[self.receiver], self.when, self.status

    @property
    def last(self) -> str:
        """The last day of the time told."""
        *_, end = (self.when or "").split("/")
        if len(end) == len("2025-06"):
            year, month = int(end[:4]), int(end[5:])
            month = month if month <= 12 else 3 * (month - 32)
            end = f"{year}-{month:02}-{monthrange(year, month)[1]}"
        return end

    @property
    def had(self) -> list[str]:
        """The days since on which the receiver is seen to have had the case."""
        seen = ways().get(self.case, [])
        return [one["day"] for one in seen if one["body"] == self.receiver and one["day"] > self.announced]

    @property
    def is_done(self) -> bool:
        return self.status in DONE or bool(self.status == "late" and self.had)


def edtf(told: str | None) -> str | None:
    """`2025-W18` and `2025-Q2` as the graph tells them: `2025-04-28/2025-05-04`, `2025-34`."""
    year, _, part = (told or "").partition("-")
    if part[:1] == "W":
        monday = date.fromisocalendar(int(year), int(part[1:]), 1)
        return f"{monday}/{monday + timedelta(days=6)}"
    return f"{year}-{32 + int(part[1:])}" if part[:1] == "Q" else told


def plain_way(item: Json) -> tuple[str, ...]:
    """The bodies of a printed way, hearings of nobody in particular left out."""
    return tuple(body for body in item["way"] if body)


@cache
def steps() -> tuple[Step, ...]:
    """Every announced step once: what is told of the same time, and of none until the case has moved on, is one."""
    told: dict[tuple[str, str, str, str | None], list[tuple[str, str, str, bool]]] = {}
    for case, some in told_of().items():
        for document, item in some:
            printed = set(pairwise(dict.fromkeys(plain_way(item)))) | set(pairwise(plain_way(item)))
            for one in item["referrals"]:
                if "status" in one:
                    ends = (one["from"], one["to"])
                    key = (case, *ends, edtf(one["date"]))
                    here = (document["day"], one["status"], document["body"], ends in printed)
                    told.setdefault(key, []).append(here)
    return tuple(step for key, some in told.items() for step in _apart(key, sorted(some)))


def _apart(key: tuple[str, str, str, str | None], told: Sequence[tuple[str, str, str, bool]]) -> Iterator[Step]:
    """The announcements of one step that are steps of their own: those of no day, told after the case has moved on."""
    first = Step(*key, *told[0])
    for one in told[1:]:
        if first.when is None and _moved(first, one[0]):
            yield first
            first = Step(*key, *one)
    yield first


def _moved(step: Step, day: str) -> bool:
    """Whether by a day the receiver has had the case, or the sender has and after that somebody else."""
    seen = [one for one in ways().get(step.case, []) if step.announced <= one["day"] <= day]
    left = min((one["day"] for one in seen if one["body"] == step.sender), default=day)
    here = (one for one in seen if one["body"] != step.sender)
    return any(one["day"] > (step.announced if one["body"] == step.receiver else left) for one in here)


def renewed(step: Step) -> bool:
    """Whether a step is announced again before the receiver has the case."""
    ends = (step.case, step.sender, step.receiver)
    again = (one.announced for one in steps() if (one.case, one.sender, one.receiver) == ends)
    return any(day > step.announced and not any(had < day for had in step.had) for day in again)


def test_what_became_of_each_referral() -> None:
    told = [
        (row["announced"], row["from"].casefold(), row["to"].casefold(), row["when"] or None, row["status"])
        for row in ask("referral_ledger")
        if not row["latest"] or row["latest"] > row["announced"]
    ]
    assert len(steps()) > 400
    assert alike((step.row for step in steps()), told) > 0.98


def test_the_steps_that_are_not_followed() -> None:
    true = [step.row for step in steps() if not step.is_done and not renewed(step)]
    told = [
        (row["announced"], row["from"].casefold(), row["to"].casefold(), row["when"] or None, row["status"])
        for row in ask("open_referrals")
    ]
    assert {status for *_, status in true} >= {"open", "late", "skipped", "not in what we hold"}
    assert alike(true, told) > 0.97


def test_the_last_days_of_what_is_announced() -> None:
    true, told = [], []
    for on in ("2025-04-01", "2025-09-15", "2025-11-20", "2026-03-20", "2026-09-01"):
        end = str(date.fromisoformat(on) + timedelta(days=60))
        dated = (step for step in steps() if step.when and step.announced <= on <= step.last <= end)
        true += [(on, step.last, names()[step.sender], names()[step.receiver]) for step in dated]
        asked = (row for row in ask("deadlines", on=on, days="60") if row["kind"] == "step")
        told += [(on, row["deadline"], row["what"].casefold(), row["body"].casefold()) for row in asked]
    assert alike(true, told) == 1.0


def test_who_sends_to_whom_and_how_long_it_takes() -> None:
    days: dict[tuple[str, ...], list[int]] = {}
    for way in ways().values():
        for one, other in pairwise(way):
            ends = (other["day"][:4], names()[one["body"]], names()[other["body"]])
            took = date.fromisoformat(other["day"]) - date.fromisoformat(one["day"])
            days.setdefault(ends, []).append(took.days)
    true = [(ends, len(took), median(took), min(took), max(took)) for ends, took in days.items()]
    told = [
        (
            *((row["year"], row["from"].casefold(), row["to"].casefold()), int(row["hops"])),
            *(float(row["median_days"]), int(row["shortest"]), int(row["longest"])),
        )
        for row in ask("common_routes")
    ]
    assert alike(true, told) == 1.0


def test_what_was_put_off_twice() -> None:
    true = []
    for way in ways().values():
        put_off = [one for one in way if one["outcome"] == "postponed"]
        if len(put_off) > 1:
            last = put_off[-1]
            then = next((one for one in way if one["day"] > last["day"]), {"day": "", "body": ""})
            then_by = names().get(then["body"], "")
            true.append((len(put_off), last["day"], names()[last["body"]], then["day"], then_by))
    told = [
        (*(int(row["postponed"]), row["last"], row["at"].casefold()), row.get("then", ""), row.get("by", "").casefold())
        for row in ask("postponed")
    ]
    assert alike(true, told) == 1.0


def test_what_bodies_became_and_came_of() -> None:
    true = [
        (names()[one], relation, names()[other], reform["day"])
        for reform in town().truth["reforms"]
        for whose, relation, whom in (("before", "successor", "after"), ("after", "predecessor", "before"))
        for one in reform[whose]
        for other in reform[whom]
    ]
    told = [
        (row["body"].casefold(), row["relation"], row["other"].casefold(), row["day"])
        for body in town().truth["bodies"]
        for row in ask("successors", body=body["name"])
        if "relation" in row
    ]
    assert {reform["kind"] for reform in town().truth["reforms"]} == {"merge", "split"}
    assert alike(true, told) == 1.0


# ---- The printed way beside what is told and what is seen ----


@cache
def routes() -> dict[str, set[tuple[str, ...]]]:
    """The ways printed for each case, by the documents that count; by an agenda where its minutes print none."""
    found: dict[str, set[tuple[str, ...]]] = {}
    meetings: dict[tuple[str, str, str], list[tuple[Json, tuple[str, ...]]]] = {}
    for document in documents():
        for item in document["items"]:
            if item["case"] and plain_way(item):
                meeting = (document["body"], document["day"], item["case"])
                meetings.setdefault(meeting, []).append((document, plain_way(item)))
    for (body, day, case), told in meetings.items():
        ranked = sorted(told, key=lambda one: one[0] is not best()[body, day])
        found.setdefault(case, set()).add(ranked[0][1])
    return found


def laid_beside(route: Sequence[str], went: Sequence[str]) -> dict[int, int]:
    """The steps of a route with the treatments that take them: of all ways to pair most of them, the earliest."""
    for most in range(min(len(route), len(went)), 0, -1):
        for some in combinations(range(len(route)), most):
            wanted = [route[place] for place in some]
            for taken in combinations(range(len(went)), most):
                if [went[place] for place in taken] == wanted:
                    return dict(zip(some, taken, strict=True))
    return {}


def shows(body: str, first: str, last: str) -> bool:
    """Whether minutes of a body are held of a time, and none are known to be missing."""
    held = (day for (whose, day), one in best().items() if whose == body and one["kind"] != "dagsorden")
    gone = (one["day"] for one in town().truth["known_missing"] if one["body"] == body)
    return any(first <= day <= last for day in held) and not any(first <= day <= last for day in gone)


def departed(route: Sequence[str], way: Sequence[Json]) -> Iterator[tuple[str, str, str]]:
    """What differs between a route and the treatments seen: the kind, the body, and the day that shows it."""
    went = [one["body"] for one in way]
    pairs = laid_beside(route, went)
    extra = [place for place in range(len(went)) if place not in pairs.values()]
    for step, body in enumerate(route):
        after = [place for other, place in pairs.items() if other > step]
        if step in pairs:
            continue
        if other := [place for place in extra if went[place] == body]:
            extra.remove(other[0])
            yield "other order", body, way[other[0]]["day"]
        elif after:
            before = [way[place]["day"] for one, place in pairs.items() if one < step]
            day = way[min(after)]["day"]
            shown = shows(body, max(before, default=way[0]["day"]), day)
            yield "skipped" if shown else "not in what we hold", body, day
    for place in extra:
        near = (*went[max(0, place - 1) : place], *went[place + 1 : place + 2])
        again = "repeated" if went[place] in near else "returned"
        yield again if went[place] in route else "added", went[place], way[place]["day"]


def deviations(against: str) -> list[tuple[str, str, str]]:
    return [
        (row["deviation"], row["body"].casefold(), row["date"])
        for row in ask("route_deviations")
        if row["against"] == against
    ]


def test_where_the_way_seen_is_not_the_one_printed() -> None:
    true: set[tuple[str, ...]] = set()
    for case, some in routes().items():
        for route in some if case in ways() else ():
            first: dict[tuple[str, str], str] = {}
            for kind, body, day in departed(route, ways()[case]):
                first.setdefault((kind, body), day)
            true |= {(case, kind, names()[body], day) for (kind, body), day in first.items()}
    waiting = {
        (step.case, "not yet", names()[step.receiver], step.announced)
        for step in steps()
        if step.stated and step.case in routes()
        if not (step.is_done or step.status == "skipped" or renewed(step))
    }
    assert {kind for _, kind, _, _ in true} >= {"skipped", "repeated", "returned", "added", "not in what we hold"}
    assert alike((row for _, *row_ in {*true, *waiting} for row in [tuple(row_)]), deviations("observed")) > 0.97


def turns(step: Step, route: Sequence[str]) -> list[int]:
    """Where on a route a step may begin: at the sender's turns, from that on to which the case has come."""
    every = [place for place, body in enumerate(route) if body == step.sender]
    seen = [one["body"] for one in ways().get(step.case, []) if one["day"] <= step.announced]
    had = sum(body == step.sender != before for before, body in pairwise(["", *seen]))
    return every[min(max(had - (step.teller == step.sender), 0), len(every) - 1) :]


def test_where_what_is_told_is_not_the_way_printed() -> None:
    true: dict[tuple[str, ...], str] = {}
    for step in sorted(steps(), key=lambda one: one.announced):
        for route in routes().get(step.case, ()):
            if step.stated or step.sender not in route:
                continue
            ahead = [route[turn + 1 :] for turn in turns(step, route)]
            passed = [way[: way.index(step.receiver)] for way in ahead if step.receiver in way]
            kind = "skipped" if passed else "returned" if step.receiver in route else "added"
            bodies = min(passed, key=len) if passed else (step.receiver,) * (step.receiver != step.sender)
            for body in bodies:
                true.setdefault((step.case, kind, body, *route), step.announced)
    rows = {(case, kind, names()[body], day) for (case, kind, body, *_), day in true.items()}
    assert alike(((kind, body, day) for _, kind, body, day in rows), deviations("told")) > 0.9
