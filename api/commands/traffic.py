"""`sagsgang paths waits`, `loops` …: what many cases tell together, as tables to read or as JSON."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from ...graph.paths import Scope, Wanted, period
from ...graph.store import Archive
from ..console import Exit, end, note, table, write, write_bytes
from ..models import BodyNamed, Value
from ..traffic import answers, graphs, models
from .paths import refuse_no_date

LINK = ("HOPS", "CASES", "MEDIAN DAYS", "QUARTILES", "LONGEST")
EVIDENCE = 3
"""Cases named for each link, at most; all are in the JSON."""


def scope(place: str | None, since: str | None, until: str | None, routine: bool, successors: bool) -> Scope:
    """What is asked about; end the command when a day is none."""
    refuse_no_date(since, "--since")
    refuse_no_date(until, "--until")
    return Scope(place, since, until, routine, successors)


def possible(store: Path, source: str, target: str, by: models.By, wanted: Wanted, format: str) -> None:
    """Tell the ways over the graph of bodies; end with 1 when there is none."""
    with Archive(store, read_only=True) as archive:
        found = answers.possible(archive, source, target, by, wanted)
    if not _json(found, format):
        for path in found.paths:
            went = f"{_cases(path.whole)} went all of it"
            write(f"{_ends(path)}   {_number(path.days)} days, {_share(path.share)} of cases, {went}\n")
            for link in path.links:
                named = ", ".join(case.title for case in link.evidence[:EVIDENCE])
                more = f" and {link.cases - EVIDENCE} more" if link.cases > EVIDENCE else ""
                told = f"{_cases(link.cases)}, {_number(link.days.median)} days"
                write(f"    {_short(link.source)} → {_short(link.target)}   {told}: {named}{more}\n")
        for timed in found.timed:
            write(f"{_ends(timed)}   {timed.days} days\n")
            for hop in timed.hops:
                write(f"    {_short(hop.source)} {hop.left} → {_short(hop.target)} {hop.day}   {hop.case.title}\n")
    _end_if_none([*found.paths, *found.timed], f"no way leads from {source} to {target}")


def reach(store: Path, body: str, back: bool, asked: Scope, format: str) -> None:
    """Tell the reach of a body; end with 1 when it has none."""
    with Archive(store, read_only=True) as archive:
        found = answers.reach(archive, body, back, asked)
    columns = ("MUNICIPALITY", "FROM", "TO", "CASES", "SHARE", "FEWEST HOPS", "MEDIAN HOPS", *LINK[2:])
    if not _json(found, format):
        table(
            columns,
            [
                (
                    start.municipality,
                    *[_short(each) for each in ((one.body, start.body) if back else (start.body, one.body))],
                    str(one.cases), _share(one.share), str(one.fewest_hops), _number(one.median_hops), *_days(one.days),
                )
                for start in found.reach
                for one in start.reached
            ],
        )  # fmt: skip
    _end_if_none(found.reach, f"no case {'came to' if back else 'went on from'} {body}")


def waits(store: Path, asked: Scope, most: int, format: str) -> None:
    """Tell where cases wait."""
    with Archive(store, read_only=True) as archive:
        found = answers.waits(archive, asked, most)
    if not _json(found, format):
        table(("MUNICIPALITY", "FROM", "TO", *LINK), [_link(link) for link in found.waits])
    _end_if_none(found.waits, "no case went from one body to another")


def queue(store: Path, place: str | None, on: str | None, routine: bool, format: str) -> None:
    """Tell what is awaited, by body."""
    refuse_no_date(on, "--on")
    with Archive(store, read_only=True) as archive:
        found = answers.queue(archive, place, on, routine)
    if not _json(found, format):
        for one in found.queues:
            ages = sorted(case.age for case in one.waiting)
            told = f"{len(ages)} awaited, for {ages[len(ages) // 2]} days in the middle, {ages[-1]} at most"
            write(f"{one.municipality}: {one.body.name}   {told}\n")
            for case in one.waiting:
                number = f" ({', '.join(case.case.numbers)})" if case.case.numbers else ""
                due = f", due {case.due}" if case.due else ""
                told = f"{case.case.title}{number}   from {_short(case.source)}{due}   {case.status}"
                write(f"    {case.age} days   {told}\n")
    _end_if_none(found.queues, "nothing is awaited")


def bottlenecks(store: Path, asked: Scope, most: int, format: str) -> None:
    """Tell which bodies most cases go through, and what the numbers mean."""
    with Archive(store, read_only=True) as archive:
        found = answers.bottlenecks(archive, asked, most)
    if not _json(found, format):
        rows = [
            (
                one.municipality, one.body.name, str(one.through), _share(one.share), _share(one.betweenness),
                _number(one.before.median) if one.before else "", _number(one.after.median) if one.after else "",
            )
            for one in found.bottlenecks
        ]  # fmt: skip
        table(("MUNICIPALITY", "BODY", "CASES THROUGH", "SHARE", "BETWEENNESS", "DAYS BEFORE", "DAYS AFTER"), rows)
        note(
            "SHARE is of the cases that go through any body; BETWEENNESS the part of all pairs of other bodies between"
        )
        note("which the most travelled way goes through it; DAYS the medians of the hops that come to it and leave it")
    _end_if_none(found.bottlenecks, "no case went from one body to another")


def flow(store: Path, source: str, target: str, asked: Scope, format: str) -> None:
    """Tell what limits the flow between two bodies, in words; end with 1 when nothing can get there."""
    with Archive(store, read_only=True) as archive:
        found = answers.flow(archive, source, target, asked)
    if not _json(found, format):
        for one in found.flows:
            write(f"{one.municipality}: {one.most} can get from {one.source.name} to {one.target.name}\n")
            if one.narrow:
                write("  each link carrying as many as it had hops; every way crosses one of these:\n")
            for link in one.narrow:
                told = f"{link.hops} hop{'s' if link.hops > 1 else ''}, {_number(link.days.median)} days"
                write(f"    {_short(link.source)} → {_short(link.target)}   {told}\n")
    _end_if_none([one for one in found.flows if one.most], f"no way leads from {source} to {target}")


def variants(store: Path, asked: Scope, most: int, format: str) -> None:
    """Tell the commonest ways."""
    with Archive(store, read_only=True) as archive:
        found = answers.variants(archive, asked, most)
    if not _json(found, format):
        rows = [
            (one.municipality, _way(one.bodies), str(one.cases), _share(one.share), *_days(one.days))
            for one in found.variants
        ]
        table(("MUNICIPALITY", "WAY", "CASES", "SHARE", *LINK[2:]), rows)
    _end_if_none(found.variants, "no case was treated")


def loops(store: Path, asked: Scope, most: int, format: str) -> None:
    """Tell the loops, and what cases take with and without."""
    with Archive(store, read_only=True) as archive:
        found = answers.loops(archive, asked, most)
    if not _json(found, format):
        rows = [
            (one.municipality, _way(one.bodies), str(one.times), *_days(one.days), str(one.total))
            for one in found.loops
        ]
        table(("MUNICIPALITY", "LOOP", "TIMES", *LINK[2:], "DAYS TOGETHER"), rows)
        took = [
            f"{name} {_number(days.median)} days in the middle"
            for name, days in (("with a loop", found.with_loops), ("without", found.without))
            if days is not None
        ]
        note("; ".join([f"{found.returning} of {found.cases} cases came back to a body", *took]))
    _end_if_none(found.loops, "no case came back to a body")


WHOLE: Final[Mapping[str, Callable[[Path, Scope, int, str], None]]] = {
    "waits": waits,
    "bottlenecks": bottlenecks,
    "variants": variants,
    "loops": loops,
}
"""What is asked about a whole place, so many answers at most."""


def compare(store: Path, before: str, after: str, asked: Scope, most: int, format: str) -> None:
    """Tell two periods apart, what changed most first."""
    periods = period(before), period(after)
    with Archive(store, read_only=True) as archive:
        found = answers.compare(archive, *periods, asked)
    if _json(found, format):
        return
    links = [
        (
            one.municipality, f"{_short(one.source)} → {_short(one.target)}", one.change,
            *(str(each.count) if each else "0" for each in (one.before, one.after)),
            *(_number(each.median) if each else "" for each in (one.before, one.after)),
        )
        for one in found.links[:most]
    ]  # fmt: skip
    told = (before, after, f"DAYS {before}", f"DAYS {after}")
    table(("MUNICIPALITY", "LINK", "CHANGE", *told), links)
    write("\n")
    ways = [
        (one.municipality, _way(one.bodies), one.change, str(one.before), str(one.after))
        for one in found.variants[:most]
    ]
    table(("MUNICIPALITY", "WAY", "CHANGE", *told[:2]), ways)
    note(
        f"{_cases(found.before.cases)} in {before}, {found.after.cases} in {after}; a link is of the period it ends in"
    )


def graph(
    store: Path, kind: graphs.Kind, asked: Scope, format: graphs.Format, sheet: graphs.Table, output: Path | None
) -> None:
    """Write a graph."""
    with Archive(store, read_only=True) as archive:
        written = graphs.exported(archive, kind, asked, format, sheet)
    if output is None:
        write_bytes(written)
    else:
        output.write_bytes(written)


def _json(found: Value, format: str) -> bool:
    """Write an answer as JSON, if that is wanted."""
    if format == "json":
        write(found.model_dump_json(indent=1) + "\n")
    return format == "json"


def _end_if_none(found: Sequence[object], told: str) -> None:
    if not found:
        note(told)
        end(Exit.FINDINGS)


def _ends(path: models.PossiblePath | models.TimedPath) -> str:
    return f"{path.municipality}: {_way(path.bodies)}"


def _way(bodies: Iterable[BodyNamed]) -> str:
    return " → ".join(map(_short, bodies))


def _short(body: BodyNamed) -> str:
    return body.code or body.name


def _link(link: models.Link) -> tuple[str, ...]:
    ends = (link.municipality, _short(link.source), _short(link.target))
    return (*ends, str(link.hops), str(link.cases), *_days(link.days))


def _days(days: models.Days) -> tuple[str, str, str]:
    """`14`, `7 – 21.5`, `60`"""
    return _number(days.median), f"{_number(days.lower)} – {_number(days.upper)}", str(days.longest)


def _cases(count: int) -> str:
    """`no case`, `1 case`, `2 cases`"""
    return f"{count or 'no'} case{'s' if count > 1 else ''}"


def _number(value: float) -> str:
    """With one decimal where it has any."""
    return f"{value:.1f}".removesuffix(".0")


def _share(value: float) -> str:
    return f"{100 * value:.0f} %" if value >= 0.01 or not value else f"{100 * value:.1g} %"
