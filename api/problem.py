"""Errors as HTTP answers: a problem document (RFC 9457), or plain text for who reads with their eyes."""

from dataclasses import dataclass
from json import dumps
from typing import Final

from fastapi import Request
from fastapi.responses import Response

from .errors import (
    Busy,
    Cancelled,
    NotOffered,
    OutOfMemory,
    QuerySyntaxError,
    Refused,
    Repeated,
    StoreUnreadable,
    TimeOut,
    TooBig,
    Unanswered,
    WorkerDied,
)
from .negotiation import chosen

FORMATS: Final = ("application/problem+json", "application/json", "text/plain", "text/html")
STATUS: Final = {
    QuerySyntaxError: (400, "The query does not parse"),
    Refused: (400, "The query is refused"),
    NotOffered: (406, "No such format"),
    TooBig: (413, "Too big"),
    TimeOut: (503, "The query took too long"),
    OutOfMemory: (503, "The query needs too much memory"),
    Busy: (503, "Too busy"),
    Repeated: (429, "The same query too many times"),
    WorkerDied: (503, "The query broke the engine"),
    StoreUnreadable: (503, "The store cannot be read now"),
    Cancelled: (499, "Nobody waits for the answer"),
}
RETRY_AFTER: Final = {TimeOut: 60, OutOfMemory: 60, Busy: 5, Repeated: 10, WorkerDied: 60, StoreUnreadable: 10}
"""Seconds after which asking again makes sense."""


@dataclass(slots=True, eq=False)
class Problem(Exception):
    """An answer that is an error; line and column are those of a query."""

    status: int
    title: str
    detail: str
    line: int | None = None
    column: int | None = None
    retry_after: int | None = None


def problem_of(error: Unanswered) -> Problem:
    """What an unanswered question is over HTTP; a store's own message stays inside, for it names folders."""
    status, title = STATUS[type(error)]
    detail = "try again in a while" if isinstance(error, StoreUnreadable) else error.message
    line, column = (error.line, error.column) if isinstance(error, QuerySyntaxError) else (None, None)
    return Problem(status, title, detail, line, column, RETRY_AFTER.get(type(error)))


def answer(problem: Problem, request: Request) -> Response:
    """Write a problem in the form that the asker reads."""
    headers = {"Vary": "Accept", "Cache-Control": "no-store"}
    if problem.retry_after is not None:
        headers["Retry-After"] = str(problem.retry_after)
    form = chosen(request.headers.get("accept"), FORMATS) or FORMATS[0]
    if form.startswith("text/"):
        text = f"{problem.title}\n{problem.detail}\n"
        return Response(text, problem.status, headers, "text/plain; charset=utf-8")
    members = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "line": problem.line,
        "column": problem.column,
    }
    told = {name: value for name, value in members.items() if value is not None}
    return Response(dumps(told, ensure_ascii=False), problem.status, headers, form)
