"""Cases with their items, treatments, hops and plans."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from ....ontology import DCT, EDTF, SAG
from ...parts import Origin, part_of
from ...quads import XSD, literal
from ..cases import Case
from ..conformance import Course, Fate, course
from ..coverage import Coverage
from ..deviations import Deviation
from ..plans import Plan
from ..proposals import Proposal
from ..treatments import Hop, Treatment
from .pen import Names, Pen
from .witness import Witness, stamp


def write_cases(pen: Pen, treated: Sequence[tuple[Case, tuple[Treatment, ...]]], held: Coverage) -> None:
    """Cases with their items, treatments, hops and plans; what is as it was is not written again."""
    cases = [case for case, _ in treated]
    replaced = ((_iri(pen, former), _iri(pen, case.key)) for case in cases for former in case.former)
    names = pen.better("case", (_iri(pen, case.key) for case in cases), replaced)
    for case, done in treated:
        _links(pen, case)
        node, items = _iri(pen, case.key), [item for matter in case.matters for item in matter.items]
        known, mark = pen.known.get(part_of(node)), stamp(case, names.of(node))
        origin = known.origin if known else None
        if known and origin and origin.stamp == mark and Witness(pen, held, items).bears_out(origin.told):
            pen.quads.keep(node, known)
        else:
            witness = Witness(pen, held, items)
            _case(pen, course(case, done, witness), names, witness)
            pen.quads.follow(node, Origin(mark, witness.told))


def _links(pen: Pen, case: Case) -> None:
    """The items of a case, each with why it is one of its where it has several."""
    for matter in case.matters:
        for item in matter.items:
            pen.link(item, SAG.case, _iri(pen, case.key))
    for item, ground in case.grounds.items():
        pen.say(item, SAG.identityBasis, ground)


def _iri(pen: Pen, key: str) -> str:
    return f"{pen.place.iri}/case/{key}"


def _case(pen: Pen, told: Course, names: Names, witness: Witness) -> None:
    """All that is said of a case itself and of its parts."""
    case = told.case
    node = _iri(pen, case.key)
    pen.node(node, SAG.Case)
    names.say(node, DCT.title, case.title)
    pen.corrected(node, case.corrected)
    for number in case.numbers:
        pen.say(node, SAG.caseNumber, number)
    pen.say(node, SAG.identityBasis, case.basis)
    pen.quads.say(node, SAG.confidence, literal(case.confidence, f"{XSD}decimal") if case.confidence else None)
    pen.say(node, SAG.routine, True if case.routine else None)
    pen.link(node, SAG.municipality, pen.place.iri)
    for item in (item for matter in case.matters for item in matter.items):
        pen.link(node, SAG.item, item)
    for former in case.former:
        pen.replaced(_iri(pen, former), node)
    for position, one in enumerate(told.treatments, 1):
        _treatment(pen, one, node, position)
        pen.link(pen.treatment_iri(one, node), SAG.meeting, witness.ask("treated_at", one.body, one.day))
    for hop in told.hops:
        _hop(pen, hop, node)
    for deviation in told.deviations:
        _deviation(pen, deviation, node)
    for plan, fate in told.plans:
        its = f"{node}/plan/{plan.key}"
        _plan(pen, plan, node)
        _fate(pen, fate, its, node)
        pen.link(its, SAG.meeting, witness.ask("meeting", plan.receiver, plan.when.day) if plan.when.day else None)
        pen.link(its, SAG.missedAt, witness.ask("minuted_at", plan.receiver, fate.missed) if fate.missed else None)


def write_proposals(pen: Pen, proposals: Iterable[Proposal]) -> None:
    """Pairs of cases that may be one."""
    for one in proposals:
        cases = [_iri(pen, key) for key in (one.one, one.other)]
        node = f"{pen.place.iri}/proposal/{sha256('|'.join(cases).encode()).hexdigest()[:16]}"
        pen.node(node, SAG.Proposal)
        for case in cases:
            pen.link(node, SAG.proposes, case)
        pen.say(node, SAG.identityBasis, one.basis)
        pen.quads.say(node, SAG.confidence, literal(one.confidence, f"{XSD}decimal"))
        pen.link(node, SAG.municipality, pen.place.iri)


def _treatment(pen: Pen, one: Treatment, case: str, position: int) -> None:
    node = pen.treatment_iri(one, case)
    pen.node(node, SAG.Treatment)
    pen.link(node, SAG.case, case)
    pen.link(node, SAG.body, pen.body_iri(one.body))
    pen.day(node, DCT.date, one.day)
    pen.say(node, SAG.year, int(one.day[:4]))
    pen.say(node, SAG.position, position)
    for told in one.told:
        pen.link(node, SAG.toldBy, told)
    for outcome in one.outcomes:
        pen.link(node, SAG.outcome, outcome)


def _hop(pen: Pen, hop: Hop, case: str) -> None:
    start, end = pen.treatment_iri(hop.start, case), pen.treatment_iri(hop.end, case)
    node = f"{end}/hop"
    pen.link(start, SAG.next, end)
    pen.node(node, SAG.Hop)
    pen.link(node, SAG.case, case)
    pen.link(node, SAG.fromTreatment, start)
    pen.link(node, SAG.toTreatment, end)
    pen.link(node, SAG.fromBody, pen.body_iri(hop.start.body))
    pen.link(node, SAG.toBody, pen.body_iri(hop.end.body))
    pen.say(node, SAG.days, hop.days)
    for referral in hop.carries:
        pen.link(node, SAG.carriesOut, referral)


def _plan(pen: Pen, plan: Plan, case: str) -> None:
    node = f"{case}/plan/{plan.key}"
    pen.node(node, SAG.Plan)
    pen.link(node, SAG.case, case)
    pen.link(node, SAG.fromBody, pen.body_iri(plan.sender))
    pen.link(node, SAG.toBody, pen.body_iri(plan.receiver))
    pen.day(node, DCT.date, plan.when.day)
    if plan.when.edtf:
        pen.quads.say(node, SAG.edtf, literal(plan.when.edtf, EDTF))
    pen.day(node, SAG.earliest, plan.when.earliest)
    pen.day(node, SAG.latest, plan.when.latest)
    pen.day(node, SAG.announcedOn, plan.announced)
    pen.link(node, SAG.basis, plan.basis)
    pen.link(node, SAG.mention, plan.mention)
    pen.say(node, SAG.recommended, plan.recommended)
    pen.say(node, SAG.position, plan.position)
    for referral in plan.told:
        pen.link(node, SAG.toldBy, referral)


def _deviation(pen: Pen, one: Deviation, case: str) -> None:
    """A difference from a route stated for a case."""
    node = f"{case}/deviation/{one.key}"
    pen.node(node, SAG.Deviation)
    pen.link(node, SAG.case, case)
    pen.link(node, SAG.deviationKind, SAG[f"deviation-{one.kind}"])
    pen.link(node, SAG.differsAt, pen.body_iri(one.body))
    pen.day(node, SAG.shownOn, one.day or None)
    pen.link(node, SAG.basis, one.basis)
    for item in one.items:
        pen.link(node, SAG.toldBy, item)


def _fate(pen: Pen, fate: Fate, plan: str, case: str) -> None:
    """What became of an announced step."""
    for name, one in ((SAG.keptBy, fate.kept), (SAG.skippedBy, fate.skipped), (SAG.returnedTo, fate.returned)):
        pen.link(plan, name, pen.treatment_iri(one, case) if one else None)
    pen.link(plan, SAG.renewedBy, f"{case}/plan/{fate.renewed}" if fate.renewed else None)
    pen.day(plan, SAG.unknownFrom, fate.unknown)
