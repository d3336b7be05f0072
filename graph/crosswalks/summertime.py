"""The offset of Danish wall-clock time, by the rule of the European Union, for formats that ask for one."""

from __future__ import annotations

from datetime import datetime, timedelta

_SUNDAY = 6
_CHANGES_AT = 2
"""The hour, standard time, at which clocks change: 01:00 UTC."""


def with_offset(local: str) -> str:
    """A Danish wall-clock time, ISO 8601 without a zone, as RFC 3339 has it; what has a zone stays as it is.

    Summer time lasts from the last Sunday of March to the last of October (Directive 2000/84/EC, articles 2 and 3);
    the hour that comes twice is told as summer time. Raises ValueError for what is no time.

    >>> with_offset("2025-02-04T16:00:00"), with_offset("2025-06-10T16:00:00")
    ('2025-02-04T16:00:00+01:00', '2025-06-10T16:00:00+02:00')
    """
    moment = datetime.fromisoformat(local)
    if moment.tzinfo is not None:
        return local
    begins = _last_sunday(moment.year, 3) + timedelta(hours=_CHANGES_AT)
    ends = _last_sunday(moment.year, 10) + timedelta(hours=_CHANGES_AT + 1)
    return f"{moment.isoformat()}{'+02:00' if begins <= moment < ends else '+01:00'}"


def _last_sunday(year: int, month: int) -> datetime:
    """The midnight that begins the last Sunday of a month of 31 days."""
    last = datetime(year, month, 31)  # noqa: DTZ001 - wall-clock time, as the documents tell it
    return last - timedelta(days=(last.weekday() - _SUNDAY) % 7)
