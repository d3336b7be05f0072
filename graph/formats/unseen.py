"""What HTML says that nobody is to see."""

from __future__ import annotations

import re

from lxml import etree

NONE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|(?:font-size|opacity)\s*:\s*0+(?:\.0+)?(?![\d.])",
    re.I,
)
"""A style by which an element takes no part in what is shown."""


def unseen(element: etree._Element) -> bool:
    """Whether an element itself says that it is not shown: `hidden`, or a style."""
    return element.get("hidden") is not None or NONE.search(element.get("style") or "") is not None
