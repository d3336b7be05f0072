"""The paths between bodies as the command and the HTTP API tell them: done and planned apart."""

from ..graph import paths as ways
from .known import page
from .models import BodyNamed, Journey, Path, Step
from .pages.labels import label


def path(found: ways.BodyPath) -> Path:
    """A path with the cases that show it."""
    return Path(
        municipality=found.place,
        bodies=[body_named(body) for body in found.bodies],
        done=found.done,
        planned=len(found.evidence) - found.done,
        cases=[_journey(journey) for journey in found.evidence],
    )


def _journey(journey: ways.Journey) -> Journey:
    return Journey(
        iri=journey.case,
        title=journey.title,
        numbers=list(journey.numbers),
        arrived=journey.done,
        steps=[_step(step) for step in journey.steps],
        page=page(journey.case),
    )


def _step(step: ways.Step) -> Step:
    return Step(
        body=body_named(step.body),
        state="done" if step.done else "planned",
        status=step.status,
        date=step.date,
        earliest=step.earliest,
        latest=step.latest,
        announced=step.announced,
        recommended=step.recommended,
        outcomes=[label(outcome) for outcome in step.outcomes],
    )


def body_named(body: ways.Body) -> BodyNamed:
    """A body by its name and first code."""
    return BodyNamed(iri=body.iri, name=body.name, page=page(body.iri), code=min(body.codes, default=None))
