"""How sure a rule is that doubts: the share of what it found that was right, as `ontology/doubts.ttl` has it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from .. import ontology
from .facts import Doubt
from .quads import SAG


def confidence(doubt: Doubt) -> str:
    """How sure a rule is of what it found: an xsd:decimal above 0 and below 1. Raises KeyError for an unknown one."""
    return confidences()[doubt]


@cache
def confidences() -> Mapping[str, str]:
    """How sure each doubting rule is, by its name."""
    name, data = f"{SAG}confidence", files(ontology).joinpath("doubts.ttl").read_bytes()
    said = (quad for quad in ox.parse(data, ox.RdfFormat.TURTLE) if str(quad.predicate.value) == name)
    return {str(quad.subject.value).removeprefix(f"{SAG}doubt-"): str(quad.object.value) for quad in said}
