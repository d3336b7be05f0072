"""Words for sending a case on and for treating it, put together: verb, thing, small words, what it goes with."""

from __future__ import annotations

from ..register import form, pattern

MOTION, THEN = f"(?:{pattern('motion')})", f"(?:{pattern('then')})"
THING = rf"(?:{MOTION}|(?:[\w-]+ ){{0,3}}?[\w-]+(?:en|et|erne|ene|slaget)|det op|den|det)"
"""What a body treats: `sagen`, `det endelige budgetforslag`."""
TREATS = (
    rf"(?:(?:{pattern('treats', 'treats')})"
    rf"|(?:{pattern('treats', 'modal')})(?: (?:{THEN}|endeligt?|igen|også|nu))? (?:{pattern('treats', 'infinitive')}))"
)
"""`behandler`, `skal efterfølgende tage stilling til`."""
_SMALL = rf"(?: (?:{pattern('conveys', 'small')}))"
CONVEYS = form(
    rf"(?<!\w)(?:{pattern('conveys', 'verb')})(?: (?:{MOTION}|sag|den|det|beslutningen|afgørelsen))?{_SMALL}{{0,3}}"
    rf"(?:,? (?:med|uden) (?:{pattern('conveys', 'commend')}))?{_SMALL}{{0,2}}"
    rf" (?:{pattern('conveys', 'towards')})(?!\w)",
    ("conveys", "verb"),
)
"""`oversendes enstemmigt uden anbefaling til`, `at sende forslaget tilbage til`: the body stands behind."""
