"""The layouts: how the case systems and secretaries of Danish municipalities print minutes."""

from __future__ import annotations

from . import (
    columns,
    competence,
    exports,
    firstagenda,
    flattened,
    freeform,
    heads,
    markdown,
    marks,
    protocol,
    slashes,
    timetable,
    via,
    votes,
    webpage,
)
from .layout import Layout

_ALL = (
    columns.LAYOUT,
    competence.LAYOUT,
    exports.ACADRE_LAYOUT,
    exports.EDOC_LAYOUT,
    exports.SBSYS_LAYOUT,
    firstagenda.LAYOUT,
    flattened.LAYOUT,
    freeform.LAYOUT,
    heads.LAYOUT,
    markdown.LAYOUT,
    marks.LAYOUT,
    protocol.LAYOUT,
    protocol.STAFF_LAYOUT,
    slashes.LAYOUT,
    timetable.LAYOUT,
    via.LAYOUT,
    votes.LAYOUT,
    webpage.LAYOUT,
)
LAYOUTS: dict[str, Layout] = {layout.features.family: layout for layout in _ALL}
"""By family."""
