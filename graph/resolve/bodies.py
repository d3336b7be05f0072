"""Bodies of one municipality: the names of its documents, brought together by name, spelling and code."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from rdflib import URIRef

from ...ontology import ONTOLOGY_IRI, SKOS, vocabulary
from ..quads import slug
from .places import KnownBody, Reform, body_key, unique
from .rows import Name
from .ruled_bodies import RuledBodies
from .rulings import NONE, Rulings

_CODE: Final = re.compile(r"[A-ZÆØÅ]{2,6}")


@dataclass(frozen=True, slots=True)
class Body:
    """A body: ``key`` is the last part of its IRI, ``kind`` the IRI of its type, ``corrected`` what made it one."""

    key: str
    name: str
    codes: tuple[str, ...]
    kind: str | None
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of a municipality, which of them each named body is, and the reforms that they came of or went in.

    ``former`` are keys that corrections replace, each with the key that the body has now.
    """

    all: tuple[Body, ...]
    of: Mapping[str, str]
    reforms: tuple[Reform, ...] = ()
    former: tuple[tuple[str, str], ...] = ()


def bodies(
    names: Iterable[Name],
    register: Iterable[KnownBody] = (),
    reforms: Iterable[Reform] = (),
    ruled: Rulings = NONE,
) -> Bodies:
    """Bring names together: by the register, by what spelling variants have in common, by codes spelled out once.

    A name that is only a code is the body of the register or of the other documents that has this code, if exactly
    one has; else it stays a body of its own. Bodies that reforms tie to those named are there too, so that a line of
    successors has no gap.
    """
    names, known = tuple(names), {body.key: body for body in register}
    keys = unique((key, body.key) for body in known.values() for key in {body.key, *body.keys})
    bare = [one for one in names if is_code(one)]
    nodes = {one.node for one in bare}
    full = {one.node: keys.get(key := body_key(one.name), key) for one in names if one.node not in nodes}
    codes = unique((code, body.key) for body in known.values() for code in body.codes)
    codes = unique((one.code, full[one.node]) for one in names if one.code and one.node in full) | codes
    alone = full | {one.node: slug(one.name) for one in bare}
    of = full | {one.node: codes.get(one.name, alone[one.node]) for one in bare}
    said = RuledBodies(ruled, of, alone, known)
    told = tied(reforms, set(said.of.values()))
    tied_in = {key for reform in told for key in (*reform.before, *reform.after) if key in known}
    mine: dict[str, list[Name]] = {key: [] for key in sorted({*said.of.values(), *tied_in})}
    for one in names:
        mine[said.of[one.node]].append(one)
    held = tuple(_body(key, some, said, known.get(key)) for key, some in mine.items())
    former = tuple((old, new) for old, new in sorted(said.instead.items()) if old not in tied_in)
    return Bodies(held, said.of, told, former)


def tied(reforms: Iterable[Reform], held: Collection[str]) -> tuple[Reform, ...]:
    """The reforms that tie bodies to some (their keys), however many reforms lie between."""
    told, reached, size = tuple(reforms), set(held), -1
    while len(reached) > size:
        size = len(reached)
        for reform in told:
            if reached & {*reform.before, *reform.after}:
                reached |= {*reform.before, *reform.after}
    return tuple(reform for reform in told if reached & set(reform.before))


def is_code(name: Name) -> bool:
    """`KCL`, that nothing spells out."""
    return name.name == name.code or _CODE.fullmatch(name.name) is not None


def _body(key: str, mine: Sequence[Name], ruled: RuledBodies, known: KnownBody | None) -> Body:
    """A body by its register entry, else by its commonest full name."""
    said = Counter(one.name for one in mine if not is_code(one)) or Counter(one.name for one in mine)
    name = known.name if known else commonest(said)
    codes = {one.code for one in mine if one.code} | {one.name for one in mine if is_code(one)}
    codes |= set(known.codes) if known else set()
    shown = (known.kind if known else None) or kind(name)
    return Body(key, name, tuple(sorted(codes)), shown, ruled.corrected.get(key, ()))


def commonest(said: Counter[str]) -> str:
    """The form met most often; of equals the first that is not all capitals."""
    return min(said, key=lambda form: (-said[form], form.isupper(), form))


def kind(name: str) -> str | None:
    """The type of body that a name shows by the words of the vocabulary: the longest it ends or begins with."""
    low = name.casefold()
    fits = [word for word in _kinds() if low.endswith(word) or low.startswith(f"{word} ")]
    return _kinds()[max(fits, key=len)] if fits else None


@cache
def _kinds() -> Mapping[str, str]:
    """The last words of bodies' names, to the IRI of the type of body they show."""
    return {word: f"{ONTOLOGY_IRI}bodytype-{notation}" for word, notation in scheme("bodytype")}


def scheme(name: str) -> tuple[tuple[str, str], ...]:
    """The labels of a scheme of the Danish vocabulary, casefolded, each with its notation."""
    words = vocabulary()
    return tuple(
        (str(label).casefold(), str(words.value(concept, SKOS.notation)))
        for concept in sorted(words.subjects(SKOS.inScheme, URIRef(f"{ONTOLOGY_IRI}da/{name}")), key=str)
        for relation in (SKOS.prefLabel, SKOS.altLabel)
        for label in sorted(words.objects(concept, relation), key=str)
    )
