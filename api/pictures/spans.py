"""A bar from the lower to the upper quartile with a mark at the median: many of them below each other, to one scale."""

from markupsafe import Markup

from .svg import element

HEIGHT = 10.0


def quartiles(lower: float, median: float, upper: float, most: float) -> Markup:
    """Draw a bar in the width it is given, of which ``most`` is the right end; the numbers stand beside it in words."""
    scale = 100 / most if most else 0.0
    left, width = lower * scale, max((upper - lower) * scale, 0.8)
    drawn = (
        element("rect", x=f"{left:.1f}%", y=3.0, width=f"{min(width, 100 - left + 0.8):.1f}%", height=4.0, rx=2),
        element("circle", cx=f"{min(max(median * scale, 1.5), 98.5):.1f}%", cy=5.0, r=4),
    )
    return Markup(
        str(element("svg", *drawn, class_="bar quartiles", height=HEIGHT, aria_hidden="true", focusable="false"))
    )
