"""People of one municipality over time: who is who, who sat where, and who held which post."""

from .memberships import Membership, memberships, term
from .names import name_key
from .persons import Person, Persons, Proposal, persons
from .posts import Holding, Post, held_then, holdings, named_posts, posts
from .ruled import person_id
from .sightings import Sighting, sightings

__all__ = [
    "Holding",
    "Membership",
    "Person",
    "Persons",
    "Post",
    "Proposal",
    "Sighting",
    "held_then",
    "holdings",
    "memberships",
    "name_key",
    "named_posts",
    "person_id",
    "persons",
    "posts",
    "sightings",
    "term",
]
