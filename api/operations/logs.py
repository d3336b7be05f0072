"""The log: on demand a line of JSON for each request and query, on standard error."""

import datetime
import json
import logging
import traceback
from contextvars import ContextVar
from typing import Final

from ..course import Course
from ..question import Question

REQUESTS: Final = logging.getLogger("sagsgang.requests")
QUERIES: Final = logging.getLogger("sagsgang.queries")
REQUEST: Final[ContextVar[str]] = ContextVar("request", default="")
"""The id of the request that is being answered, in its tasks and threads."""
FIELDS: Final = "told"
"""The attribute of a record that holds its own fields."""


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON: time in UTC, level, event, request, and its own fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The line. Of an error stand its kind and where it was, not its words: they may hold a query's text."""
        told: dict[str, object] = {
            "time": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.casefold(),
            "event": record.getMessage(),
        }
        if request := REQUEST.get():
            told["request"] = request
        told |= getattr(record, FIELDS, {})
        if record.exc_info and record.exc_info[0] is not None:
            told["error"] = record.exc_info[0].__name__
            told["at"] = [f"{step.name}:{step.lineno}" for step in traceback.extract_tb(record.exc_info[2])][-5:]
            told["event"] = "error"
        return json.dumps(told, ensure_ascii=False, default=str)


def configuration(as_json: bool) -> dict[str, object]:
    """What `logging.config.dictConfig` takes: the server's and our own lines, as JSON or warnings only."""
    kind = "json" if as_json else "plain"
    own = "INFO" if as_json else "WARNING"
    loggers = {"uvicorn.error": "WARNING", REQUESTS.name: own, QUERIES.name: own}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}, "plain": {"format": "sagsgang: %(message)s"}},
        "handlers": {"errors": {"class": "logging.StreamHandler", "formatter": kind, "stream": "ext://sys.stderr"}},
        "loggers": {
            name: {"level": level, "handlers": ["errors"], "propagate": False} for name, level in loggers.items()
        },
    }


def tell_query(question: Question, course: Course, with_text: bool) -> None:
    """Log how a question went."""
    if QUERIES.isEnabledFor(logging.INFO):
        told = {"lane": course.lane, "outcome": course.outcome, "seconds": round(course.seconds, 4)}
        text = {"text": question.query} if with_text else {}
        QUERIES.info("query", extra={FIELDS: told | text})
