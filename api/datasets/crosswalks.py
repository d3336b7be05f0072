"""The addresses of the crosswalks: the store in the terms of others, and the object lists of OParl."""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated, Final, Literal, cast

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask

from ...graph.crosswalks.vocabularies import INSIDE, OPARL
from ...graph.export import FORMATS
from ..errors import Busy, StoreUnreadable, TimeOut
from ..held import Held
from ..problem import Problem

PATIENCE: Final = 600.0
"""Seconds that a crosswalk may take."""
CLASSES: Final = (*OPARL, *INSIDE)
IRI: Final = r"^https?://[!-~\u00a1-\uffef]{1,500}$"
CROSSING: Final = 1
"""Crosswalks that are made at once."""
router: Final = APIRouter(tags=["Datasets"])


@router.get("/crosswalks/{name}", summary="The store in the terms of others", response_class=FileResponse)
async def crosswalk(
    request: Request,
    name: Literal["oslo", "eli-dl", "oparl", "popolo", "csv"],
    kind: Annotated[
        str | None, Query(alias="type", description=f"Of oparl only the objects of a class: {', '.join(CLASSES)}.")
    ] = None,
    body: Annotated[
        str | None, Query(pattern=IRI, description="With a class: only of this municipality, by its IRI.")
    ] = None,
) -> Response:
    """Give OSLO and ELI-DL as Turtle, OParl and Popolo as JSON, a zip of one CSV file a class; one at a time."""
    if (kind is not None and (name != "oparl" or kind not in CLASSES)) or (body is not None and kind is None):
        raise Problem(404, "No such list", f"oparl has lists of {', '.join(CLASSES)}; a municipality goes with a class")
    limiter = cast(CapacityLimiter, request.app.state.crossing)
    if limiter.available_tokens < 1:
        raise Busy("another crosswalk is being made; ask again soon")
    store = cast(Held, request.app.state.held).path
    words = [str(store), name, *([kind] if kind else []), *([body] if body else [])]
    made = await to_thread.run_sync(_made, words, limiter=limiter)
    form = FORMATS[name]
    return FileResponse(
        made,
        media_type=form.media_type,
        filename=f"{name}.{form.ending}",
        content_disposition_type="attachment" if form.ending == "zip" else "inline",
        background=BackgroundTask(made.unlink, missing_ok=True),
    )


def _made(words: list[str]) -> Path:
    """The file that a process of its own wrote, whole. Raises TimeOut, StoreUnreadable."""
    with tempfile.NamedTemporaryFile(prefix="sagsgang-crosswalk-", delete=False) as out:
        made, whole = Path(out.name), False
        try:
            command = [sys.executable, "-m", "sagsgang.api.datasets.crosswalk", *words]
            subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, check=True, timeout=PATIENCE)
            whole = True
        except subprocess.TimeoutExpired as error:
            raise TimeOut(f"the crosswalk took longer than {PATIENCE:g} seconds") from error
        except subprocess.CalledProcessError as error:
            raise StoreUnreadable("the crosswalk could not be made") from error
        finally:
            if not whole:
                made.unlink()
    return made
