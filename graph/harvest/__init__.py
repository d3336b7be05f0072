"""A host of FirstAgenda Publication -> a folder of its answers as they came, for `build` to read."""

from .chosen import Wanted
from .errors import HarvestError, NoAnswer, Occupied, WrongUse
from .harvesting import HarvestReport, harvest
from .manners import Clock, Manners

__all__ = [
    "Clock",
    "HarvestError",
    "HarvestReport",
    "Manners",
    "NoAnswer",
    "Occupied",
    "Wanted",
    "WrongUse",
    "harvest",
]
