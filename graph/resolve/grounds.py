"""Grounds: why matters are held to be one case, and how sure each is.

A confidence is the share of such ties that were right in simulated municipalities (`benchmarks/identity.py`), by
Laplace's rule of succession and rounded down to a twentieth, as those of `ontology/doubts.ttl` are: half where none
was seen. No two matters of a simulated municipality have one title, as some of a real one do.
"""

from collections.abc import Mapping
from typing import Final, Literal

Ground = Literal["number", "same_meeting", "decided_before", "announced", "way", "put_off", "title"]
"""Why a matter is of a case."""

Doubtful = Literal["several_fit", "two_numbers", "both_numbers", "shared_number", "title_alone"]
"""Why two cases may be one all the same."""

WORDS: Final[Mapping[Ground | Doubtful, str]] = {
    "number": "case number",
    "same_meeting": "title and meeting",
    "decided_before": "title and earlier decision",
    "announced": "title and announced meeting",
    "way": "title and referral",
    "put_off": "title and postponement",
    "title": "title",
    "several_fit": "title and referral, as of another case",
    "two_numbers": "title and referral, but two case numbers",
    "both_numbers": "both case numbers at one item",
    "shared_number": "one case number at two items of one meeting",
    "title_alone": "title alone",
}
CONFIDENCE: Final[Mapping[Ground | Doubtful, str]] = {
    "same_meeting": "0.95",
    "decided_before": "0.95",
    "announced": "0.95",
    "way": "0.95",
    "put_off": "0.95",
    "title": "0.95",
    "several_fit": "0.25",
    "two_numbers": "0.5",
    "both_numbers": "0.5",
    "shared_number": "0.5",
    "title_alone": "0.7",
}
