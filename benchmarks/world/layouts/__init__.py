"""The layouts: how the case systems and secretaries of Danish municipalities print minutes."""

from __future__ import annotations

from . import firstagenda, protocol, slashes
from .layout import Layout

LAYOUTS: dict[str, Layout] = {
    layout.features.family: layout for layout in (protocol.LAYOUT, slashes.LAYOUT, firstagenda.LAYOUT)
}
