"""What several rooms of the suite share: the examples built once, and a Ctrl-C that reaches every child."""

import signal
from pathlib import Path

import pytest
from sagsgang.graph.build import build
from sagsgang.graph.store import Archive

EXAMPLES = Path(__file__).parents[1] / "examples"


def pytest_configure() -> None:
    """Take interrupts even where the suite was begun in the background: children inherit what is ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def lyngholm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of all examples, to be read only."""
    store = tmp_path_factory.mktemp("examples") / "store"
    with Archive(store) as archive:
        build([EXAMPLES], archive, workers=1)
    return store
