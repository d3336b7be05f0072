"""A part of a long answer: `limit` rows after `offset`, and the way to the next (RFC 8288, `rel="next"`)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urlencode

from .problem import Problem
from .request import Fields

NAMES: Final = ("limit", "offset")
_NUMBER: Final = re.compile("[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Part:
    """How many rows at most (None: all that are left), after how many."""

    limit: int | None
    offset: int

    @classmethod
    def of(cls, given: Fields) -> Self | None:
        """The part that parameters ask for; None where all is wanted. Raises Problem for what is no number."""
        told = {name: given.one(name) for name in NAMES}
        for name, value in told.items():
            if value is not None and not _NUMBER.fullmatch(value):
                raise Problem(400, "The question cannot be asked", f"{name} is a whole number")
        if all(value is None for value in told.values()):
            return None
        limit = int(told["limit"]) if told["limit"] is not None else None
        if limit == 0:
            raise Problem(400, "The question cannot be asked", "limit is 1 at least")
        return cls(limit, int(told["offset"] or 0))

    def of_query(self, text: str) -> str:
        """A SELECT query without a LIMIT of its own, for this part; its order is its own."""
        most = f"LIMIT {self.limit} " if self.limit is not None else ""
        return f"{text}\n{most}OFFSET {self.offset}"

    @property
    def following(self) -> "Part | None":
        """The next part, of one row: whether there is any; None behind all that are left."""
        return Part(1, self.offset + self.limit) if self.limit is not None else None

    def link(self, path: str, pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
        """The header that leads to the next part, at a path asked with parameters."""
        kept = [(name, value) for name, value in pairs if name not in NAMES]
        address = f"{path}?{urlencode([*kept, ('limit', self.limit), ('offset', self.offset + (self.limit or 0))])}"
        return {"Link": f'<{address}>; rel="next"'}
