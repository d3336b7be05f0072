"""A resource as one readable tree: JSON-LD 1.1 Framing by a frame made from our context, with no network.

A case has its way (treatments, plans, hops, deviations) and its items; an item its parts; a part its words, its body
and its outcomes. What is not opened stands as an IRI.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Final, TypeAlias, cast

from ...ontology import context

Json: TypeAlias = "str | bool | float | list[Json] | dict[str, Json] | None"
TURNED: Final[Mapping[str, Json]] = {"parts": {"@reverse": "dct:isPartOf"}, "way": {"@reverse": "sag:case"}}
"""Names for properties read from their other end."""
STEPS: Final[list[Json]] = ["Treatment", "Plan", "Hop", "Deviation"]
DEEP: Final = 3
"""How far parts of parts are opened: sub-items, their routes, the steps of these."""


class Unserved(Exception):
    """A document that a reader of JSON-LD wanted to fetch, which is never done."""


def own_names() -> Json:
    """Our context as a value."""
    return cast(dict[str, Json], json.loads(context()))["@context"]


@cache
def _links() -> tuple[str, ...]:
    """The names of properties whose values are resources."""
    said = cast(dict[str, Json], own_names())
    return tuple(name for name, each in said.items() if isinstance(each, dict) and each.get("@type") == "@id")


def _opened(**inside: Json) -> Json:
    """The frame of a node that is shown whole: only what is named inside it is shown whole too."""
    closed: dict[str, Json] = {name: {"@embed": "@never"} for name in (*_links(), *TURNED)}
    return {"type": {}, **closed, **inside, "@embed": "@always"}


def _part(depth: int, **inside: Json) -> Json:
    """The frame of an item, or of a part of one."""
    leaf = _opened()
    more: dict[str, Json] = {"parts": _part(depth - 1)} if depth else {}
    told = dict.fromkeys(("wasDerivedFrom", "namedBody", "fromBody", "toBody", "outcome", "person", "mention"), leaf)
    return _opened(**told, **more, **inside)


@cache
def frame() -> Mapping[str, Json]:
    """The frame without its context: what is opened of whatever resource is asked for."""
    leaf = _opened()
    step = dict(cast(dict[str, Json], _opened(**dict.fromkeys(("outcome", "body", "fromBody", "toBody"), leaf))))
    record = _opened(isPartOf=_opened(wasDerivedFrom=leaf), wasDerivedFrom=leaf, namedBody=leaf)
    item = _part(DEEP, meeting=_opened(body=leaf), isPartOf=record)
    return cast(
        dict[str, Json], _opened(way={**step, "type": STEPS}, item=item, wasDerivedFrom=leaf, body=leaf, outcome=leaf)
    )


def published(kind: str, address: str) -> Json:
    """The frame of a class by its short name, with the context at an address, for whoever frames for themselves."""
    return {"@context": [address, dict(TURNED)], **frame(), "type": kind}


def framed(nodes: Mapping[str, Json], iri: str, address: str) -> Json:
    """The tree of a resource out of nodes with our context; the context of the tree is named by its address."""
    from pyld import jsonld

    wanted = {"@context": [own_names(), dict(TURNED)], **frame(), "id": iri}
    del wanted["type"]
    options = {"omitGraph": True, "omitDefault": True, "documentLoader": _refuse}
    tree = cast(dict[str, Json], jsonld.frame(nodes, wanted, options))
    return {**tree, "@context": [address, dict(TURNED)]}


def _refuse(url: str, options: Mapping[str, object]) -> None:
    raise Unserved(url)
