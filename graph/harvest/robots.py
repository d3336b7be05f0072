"""robots.txt (RFC 9309): what a host asks of programs that read it."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Final
from urllib.robotparser import RobotFileParser

from .errors import NoAnswer
from .host import AGENT, Host

_FILE: Final = "/robots.txt"
_MOST: Final = 1_000_000


def obey(host: Host, paths: Iterable[str]) -> None:
    """Take over the pause that the host asks for. Raises NoAnswer when it does not want one of the paths read.

    A host that says nothing allows all; one that fails to say it allows nothing (2.3.1.3 and 2.3.1.4).
    """
    told = BytesIO()
    try:
        host.ask(_FILE, told, _MOST)
    except NoAnswer as error:
        if error.weary:
            raise
        return
    rules = RobotFileParser()
    rules.parse(told.getvalue().decode("utf-8", "replace").splitlines())
    for path in paths:
        if not rules.can_fetch(AGENT, host.url(path)):
            raise NoAnswer(host.url(path), "the host asks in its robots.txt that programs do not read this")
    asked = rules.crawl_delay(AGENT)
    host.delay = max(host.delay, min(float(asked or 0), host.manners.longest_pause))
