"""Who publishes: names, contact and licence, which only whoever runs the server knows."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final, Self

BEFORE: Final = "SAGSGANG_PUBLISHER_"


@dataclass(frozen=True, slots=True)
class Publisher:
    """What a publisher says of itself; empty where it has said nothing, and then nothing is told.

    `iri` names it (a CVR address, a home page), `name` is its name, `controller` who is responsible for the personal
    data (GDPR art. 4(7)), `contact` the name and `email` the address to write to, `licence` the IRI of the licence.
    """

    iri: str = ""
    name: str = ""
    controller: str = ""
    contact: str = ""
    email: str = ""
    licence: str = ""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self:
        """Read it from environment variables, `SAGSGANG_PUBLISHER_NAME` and so on.

        >>> Publisher.of({"SAGSGANG_PUBLISHER_NAME": "Lyngholm Kommune"}).name
        'Lyngholm Kommune'
        """
        return cls(**{each.name: environment.get(BEFORE + each.name.upper(), "").strip() for each in fields(cls)})
