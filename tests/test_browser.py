"""What a browser makes of the pages: nothing in its console, room on a narrow screen, colours that can be read."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast
from urllib.parse import urljoin

import pytest
from browser import Browser, Object, found
from serving import served

ROOT = Path(__file__).parents[1]
PROGRAM = found()
FIXED = (
    "/",
    "/sager?faste=1",
    "/moeder?annoncerede=1",
    "/organer",
    "/personer",
    "/veje",
    "/veje?fra=DIR&til=KB",
    "/forespoergsel",
)
KINDS = ("/case/", "/meeting/", "/person/", "/body/", "/doc/")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(PROGRAM is None, reason="chromium is not installed"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

LOOKING = (ROOT / "tests" / "looking.js").read_text("utf-8")


@pytest.fixture(scope="module")
def address(lyngholm: Path) -> Iterator[str]:
    with served(lyngholm) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert PROGRAM is not None
    with Browser(PROGRAM) as browser:
        yield browser


@pytest.fixture(scope="module")
def addresses(address: str, browser: Browser) -> tuple[str, ...]:
    """The lists, and a few pages of every kind."""
    found: dict[str, None] = dict.fromkeys(urljoin(address, path) for path in FIXED)
    links: list[str] = []
    for page in list(found):
        browser.go(page)
        links += cast(list[str], browser.run(f"{LOOKING} links()"))
    for kind in KINDS:
        some = {link for link in links if "#" not in link and re.search(rf"{kind}[^/]+$", link)}
        found |= dict.fromkeys(urljoin(address, link) for link in sorted(some)[:3])
    return tuple(found)


def look(browser: Browser, addresses: tuple[str, ...], script: str) -> Object:
    """What a script finds, by page; pages where it finds nothing are left out."""
    told: Object = {}
    for each in addresses:
        browser.go(each)
        if result := browser.run(f"{LOOKING} {script}"):
            told[each] = result
    return told


def test_the_console_stays_empty(browser: Browser, addresses: tuple[str, ...]) -> None:
    browser.size(1100)
    browser.console.clear()
    look(browser, addresses, "0")
    assert browser.console == []


def test_nothing_needs_scrolling_sideways_at_320_pixels(browser: Browser, addresses: tuple[str, ...]) -> None:
    browser.size(320)
    assert look(browser, addresses, "tooWide()") == {}
    assert look(browser, addresses, "document.documentElement.scrollWidth > innerWidth") == {}


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_stands_out_from_its_ground(browser: Browser, addresses: tuple[str, ...], dark: bool) -> None:
    browser.size(1100, dark=dark)
    assert look(browser, addresses, "faintTexts()") == {}


def test_no_label_in_a_picture_is_covered_or_cut_off(browser: Browser, addresses: tuple[str, ...]) -> None:
    browser.size(1100)
    assert look(browser, addresses, "coveredLabels()") == {}
    assert look(browser, addresses, "clippedLabels()") == {}


def test_whatever_has_the_focus_shows_it(browser: Browser, addresses: tuple[str, ...]) -> None:
    browser.size(1100)
    assert look(browser, addresses[:8], "withoutFocus()") == {}


def test_words_and_facts_lead_to_each_other(browser: Browser, addresses: tuple[str, ...]) -> None:
    page = next(each for each in addresses if "/doc/" in each)
    browser.go(page)
    link = cast(str, browser.run("document.querySelector('.frozen a.ord').getAttribute('href')"))
    browser.go(page + link)
    assert browser.run("document.querySelector(':target').closest('.groups') !== null") is True
    back = cast(str, browser.run("document.querySelector(':target .quote').getAttribute('href')"))
    browser.go(page + back)
    assert browser.run("document.querySelector(':target').closest('.frozen') !== null") is True
