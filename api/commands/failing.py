"""Turns the errors of the rooms into an exit code and one line that names the file or the store, and the reason."""

from collections.abc import Iterator
from contextlib import contextmanager

from ...graph.corrections import CorrectionError
from ...graph.export import Missing, Unwritable
from ...graph.paths.bodies import UnknownBody
from ...graph.paths.periods import WrongPeriod
from ...graph.places import RegisterError
from ...graph.store import StoreError
from ...queries import QueryError
from ..console import Exit, fail, one_line, reason
from ..errors import QuerySyntaxError, Refused, StoreUnreadable, Unanswered
from ..operations.refused import SettingsError


@contextmanager
def failing() -> Iterator[None]:
    """Answer for what a command may meet."""
    try:
        yield
    except StoreError as error:
        fail(Exit.STORE, one_line(str(error)))
    except QueryError as error:
        fail(Exit.USAGE, one_line(str(error)))
    except (UnknownBody, WrongPeriod) as error:
        fail(Exit.USAGE, one_line(str(error)))
    except CorrectionError as error:
        fail(Exit.USAGE, one_line(str(error)))
    except SettingsError as error:
        fail(Exit.USAGE, one_line(str(error)))
    except RegisterError as error:
        fail(Exit.USAGE, one_line(str(error)))
    except StoreUnreadable as error:
        fail(Exit.STORE, one_line(error.message))
    except Unanswered as error:
        fail(Exit.USAGE if isinstance(error, QuerySyntaxError | Refused) else Exit.FINDINGS, one_line(error.message))
    except Missing as error:
        fail(Exit.USAGE, one_line(str(error)))
    except Unwritable as error:
        fail(Exit.FINDINGS, one_line(str(error)))
    except BrokenPipeError:
        raise
    except OSError as error:
        place = str(error.filename) if error.filename is not None else "cannot write the output"
        fail(Exit.STORE, f"{place}: {reason(error)}")
