"""Those whom a document names, found again by name, first name, initials left out, or post."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from ..register import tokens
from .names import PersonAt
from .posts import base_post, leads, post_at, post_parts

_ENDING = re.compile(r"(?:en|n)?(?!\w)")
_LONGEST_ROLE = 120
_FIRST_NAME = re.compile(r"(?<![\w.-])[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøå]+)?(?: [A-ZÆØÅ][a-zæøåéü-]+)*(?![\w.-])")


class People:
    """An index of the persons of one document."""

    def __init__(self, people: Iterable[PersonAt]) -> None:
        self.names: Mapping[str, str | None] = {}
        self._first = defaultdict[str, dict[str, PersonAt]](dict)
        self._short = defaultdict[str, set[str]](set)
        self._holders = defaultdict[frozenset[str], dict[str, PersonAt]](dict)
        self._roles = defaultdict[str, set[str]](set)
        self.chair: PersonAt | None = None
        roles: dict[str, str | None] = {}
        for person in people:
            roles[person.name] = roles.get(person.name) or person.role
            words_ = person.name.split(" ")
            for length in range(1, min(len(words_), 3)):
                self._first[" ".join(words_[:length])][person.name] = person
            if "." in person.name:
                self._short[_without_initials(person.name)].add(person.name)
            if person.role:
                self._holders[post_parts(person.role)][person.name] = person
                self._roles[_word(person.role)].add(person.role)
            if self.chair is None and any(leads(told) for told in (person.role or "", *person.notes)):
                self.chair = person
        self.names = roles
        self._called = frozenset(chain.from_iterable(map(tokens, self._first)))

    def role(self, name: str) -> str | None:
        """The post that the document gives someone."""
        return self.names.get(name)

    def by_first_name(self, first: str) -> PersonAt | None:
        """The one person of that first name; None when none or several have it."""
        return _only(self._first.get(first))

    def first_names(self, text: str) -> Iterator[PersonAt]:
        """Those whom a text calls by first name alone: `Brian mener, at …`, `Jeppe og Karl Åge kontakter …`."""
        if self._called.isdisjoint(tokens(text)):
            return
        for match in _FIRST_NAME.finditer(text):
            if person := self.by_first_name(match.group()):
                yield replace(person, start=match.start(), end=match.end())

    def by_post(self, role: str) -> PersonAt | None:
        """The one person whom the document gives that post; None when nobody or several."""
        return _only(self._holders.get(post_parts(role)))

    def by_post_at(self, text: str, place: int) -> tuple[str, PersonAt] | None:
        """The longest known post that stands at a place, as stated, with its holder."""
        rest = text[place : place + _LONGEST_ROLE].casefold()
        for role in sorted(self._roles.get(_word(rest), ()), key=lambda role: (-len(role), role)):
            ending = _ENDING.match(rest, len(role)) if rest.startswith(role.casefold()) else None
            if ending and (holder := self.by_post(role)):
                stated = text[place : place + ending.end()]
                return stated, replace(holder, role=base_post(stated))
        post = post_at(text, place)
        holder = self.by_post(text[place : post.end]) if post else None
        return (text[place : post.end], holder) if post and holder else None

    def canonical(self, name: str) -> str:
        """The fuller name of the one person it is short for: `Anton Flye` is Anton S. Flye."""
        found = self._short.get(name, set()) if "." not in name else set()
        return next(iter(found)) if len(found) == 1 else name


def _only(found: Mapping[str, PersonAt] | None) -> PersonAt | None:
    return next(iter(found.values())) if found and len(found) == 1 else None


def _word(role: str) -> str:
    """The first letters of a post, by which it is looked up."""
    return role[:4].casefold()


@lru_cache(maxsize=4096)
def _without_initials(name: str) -> str:
    return re.sub(r" \w+\.", "", name)
