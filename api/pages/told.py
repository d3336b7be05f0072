"""The same told more than once, said once: wordings that repeat each other, and persons named several times."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .labels import label
from .nodes import Node


@dataclass(frozen=True, slots=True)
class Quote:
    """A wording, and every place where it stands, wholly or in part."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A person with all functions and roles of one occasion; ``announced`` when nothing records that they came."""

    name: str
    person: str | None
    party: str | None
    roles: tuple[str, ...]
    functions: tuple[str, ...]
    announced: bool
    sources: tuple[str, ...]


def quotes(nodes: Iterable[Node]) -> tuple[Quote, ...]:
    """The wordings of nodes, the longest of those that hold each other, in the order given."""
    told = [(node.one("wording") or "", node.source) for node in nodes]
    texts = dict.fromkeys(_plain(text) for text, _ in told if text.strip())
    whole = [text for text in texts if not any(text != other and text in other for other in texts)]
    return tuple(
        Quote(
            next(said.strip() for said, _ in told if _plain(said) == text),
            tuple(dict.fromkeys(source for said, source in told if said.strip() and _plain(said) in text)),
        )
        for text in whole
    )


def _plain(text: str) -> str:
    """A text with single blanks, for comparing."""
    return " ".join(text.split())


def people(nodes: Iterable[Node]) -> tuple[Named, ...]:
    """The persons of participations, each once, in the order given."""
    groups: dict[str, list[Node]] = {}
    for node in nodes:
        groups.setdefault(node.one("person") or node.one("name") or node.iri, []).append(node)
    return tuple(_named(group) for group in groups.values())


def _named(group: Sequence[Node]) -> Named:
    """One person from all participations of one occasion."""
    recorded = [node for node in group if "announced" not in (node.one("standing") or "")]
    functions = dict.fromkeys(label(node.one("function") or "").lower() for node in recorded or group)
    return Named(
        group[0].one("name") or "Uden navn",
        group[0].one("person"),
        next((party for node in group if (party := node.one("party")) is not None), None),
        tuple(dict.fromkeys(role for node in group for role in node.all("roleAsStated"))),
        tuple(filter(None, functions)),
        not recorded,
        tuple(dict.fromkeys(node.source for node in recorded or group)),
    )
