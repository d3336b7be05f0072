"""The colours of bodies and lines: attributes for a picture that stands alone, classes for the style of the pages."""

from typing import Final

HUES: Final = (
    "#2a7a4a",
    "#0b5ea8",
    "#b0481a",
    "#7d6600",
    "#00707a",
    "#95245c",
    "#4a6a10",
    "#6d3aa8",
    "#57606a",
    "#7a4a32",
)
"""Each has a contrast of at least 5 to 1 with white; `static/style.css` has the same, and lighter ones for the dark."""

INK: Final = "#1b2026"
MUTED: Final = "#525d68"
RULE: Final = "#c5ced6"
BAND: Final = "#f3f6f9"
CANVAS: Final = "#ffffff"
ALARM: Final = "#b3261e"


def hue(number: int) -> str:
    """The colour of a body's number; numbers beyond the palette come round again."""
    return HUES[number % len(HUES)]


def hue_class(number: int) -> str:
    """The class that carries the same colour in the pages."""
    return f"hue-{number % len(HUES)}"
