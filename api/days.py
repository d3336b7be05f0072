"""A day in an address: YYYY-MM-DD and nothing else (RFC 3339, full-date), as the description of the interface says."""

import re
from datetime import date
from typing import Annotated, Final, TypeAlias

from pydantic import BeforeValidator

_WRITTEN: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(given: object) -> object:
    """Refuse what else can be taken for a day, such as a number of seconds."""
    if isinstance(given, str) and not _WRITTEN.fullmatch(given):
        raise ValueError("a day is written YYYY-MM-DD")
    return given


Day: TypeAlias = Annotated[date, BeforeValidator(_day)]
