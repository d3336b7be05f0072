"""Voices: whose word counts where several documents of one meeting name persons."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from ...ontology import SAG
from .authority import Authority
from .meetings import Meetings
from .people import name_key
from .rows import Participation, Stated

_ANNOUNCED: Final = str(SAG["standing-announced"])

Voice: TypeAlias = tuple[str, Authority]
"""A record or an item, and the authority of its document."""

Named: TypeAlias = Mapping[str, Sequence[Participation]]
"""The participations of each record and item."""


def superseded(stated: Stated, met: Meetings, who: Mapping[str, str]) -> dict[str, str]:
    """The participations that do not count, each with what counts instead; ``who`` is the person that each names.

    That is a more authoritative document's participation of the same person in the same meeting or item; or its record
    or item, when it names others and not this person. Who was announced and is not named there stays announced.
    """
    named: dict[str, list[Participation]] = defaultdict(list)
    for one in stated.participations:
        named[one.owner].append(one)
    found: dict[str, str] = {}
    for voices in _groups(stated, met):
        for place, (owner, authority) in enumerate(voices):
            for one in named.get(owner, ()):
                if instead := _instead(one, authority, voices[:place], named, who):
                    found[one.node] = found.get(instead) or met.leading.get(instead, instead)
    return found


def _groups(stated: Stated, met: Meetings) -> Iterator[list[Voice]]:
    """Records of one meeting, and items that are one, where there are several; the most authoritative first."""
    for meeting in met.all:
        yield [(record.node, met.authority[record.document]) for record in meeting.records]
    same: dict[str, list[Voice]] = defaultdict(list)
    for item in stated.items:
        same[met.leading[item.node]].append((item.node, met.authority[item.document]))
    yield from (sorted(voices, key=lambda voice: voice[1]) for voices in same.values() if len(voices) > 1)


def _instead(
    one: Participation, authority: Authority, better: Iterable[Voice], named: Named, who: Mapping[str, str]
) -> str | None:
    """What counts instead of a participation: the same person's, else an owner that tells of persons without them."""
    voices = [(owner, its, named.get(owner, ())) for owner, its in better]
    for _, _, told in voices:
        if same := [each for each in told if _same(each, one, who)]:
            return next((each for each in same if each.function == one.function), same[0]).node
    if one.standing == _ANNOUNCED:
        return None
    for owner, its, told in voices:
        if any(its.kind < authority.kind or each.function == one.function for each in told):
            return owner
    return None


def _same(one: Participation, other: Participation, who: Mapping[str, str]) -> bool:
    """Whether two participations name one person; where it is not known who is named, whether they have one name."""
    persons = (who.get(one.node), who.get(other.node))
    return persons[0] == persons[1] if None not in persons else name_key(one.name) == name_key(other.name)
