"""Half a year of an invented municipality: cases that go straight, come back, are put off, or never arrive."""

from stating import Decided, Item, Named, Paper, Sent

HARBOUR, PATH, NURSERY = "Lokalplan for Nordhavnen", "Cykelsti langs Fjordvej", "Ny børnehave i Lillested"
VOLUNTEERS, HALL, ODD = "Strategi for frivillige", "Salg af det gamle rådhus", "Eventuelt"
ROUTE = "DIR TMU ØK KB"

BOARD = Paper(
    "DIR",
    "2025-01-13",
    (
        Item(HARBOUR, route=ROUTE, sent=(Sent("DIR", "TMU", "2025-01-20"), Sent("TMU", "ØK"), Sent("ØK", "KB"))),
        Item(
            NURSERY,
            sent=(Sent("DIR", "ØK", "2025-02-03"), Sent("ØK", "KB", "2025-02-10")),
            decided=(Decided("DIR", "2025-01-13", ("discussed",)),),
            persons=(Named("Mads  Holm", "presenter", "skolechef"), Named("Lis Bro", standing="announced")),
        ),
        Item(
            VOLUNTEERS,
            sent=(Sent("DIR", "HU", ("2025-02", "2025-02-01", "2025-02-28")), Sent("HU", "ØK")),
            decided=(Decided("DIR", None, ("discussed",)),),
        ),
        Item(ODD),
    ),
    people=(Named("Mads Holm", "chair", "kommunaldirektør"),),
)
COMMITTEE = Paper(
    "TMU",
    "2025-01-20",
    (
        Item(
            f"1. {HARBOUR}",
            "25/101",
            ROUTE,
            (Decided("TMU", "2025-01-20", ("recommended",)),),
            (Sent("DIR", "TMU", "2025-01-20", done=True), Sent("TMU", "ØK", "2025-02-03", recommended=True)),
        ),
        Item(
            PATH,
            "25/102",
            "TMU ØK KB",
            (Decided("TMU", "2025-01-20", ("recommended",)),),
            (Sent("TMU", "ØK", "2025-02-03", recommended=True), Sent("ØK", "KB", "2025-02-10")),
        ),
        Item(
            HALL,
            "25/103",
            "TMU ØK",
            (Decided("TMU", "2025-01-20", ("recommended",)),),
            (Sent("TMU", "ØK", "2025-02-03"),),
        ),
        Item(ODD),
    ),
    people=(Named("Mads Holm", "member", None, "A"), Named("Eva Krog", "chair", None, "V")),
)
FINANCE = Paper(
    "ØK",
    "2025-02-03",
    (
        Item(
            HARBOUR,
            "25/101",
            "DIR ØK KB",
            (Decided("TMU", "2025-01-20", ("recommended",)), Decided("ØK", "2025-02-03", ("recommended",))),
            (Sent("ØK", "KB", "2025-02-10", recommended=True),),
        ),
        Item(PATH, "25/102", "", (Decided("ØK", "2025-02-03", ("referred",)),), (Sent("ØK", "TMU", "2025-02-17"),)),
        Item(NURSERY, None, "ØK KB", (Decided("ØK", "2025-02-03", ("postponed",)),)),
    ),
    people=(Named("Eva Krog", "member", None, "V"), Named("Bo Lind", "chair", None, "A")),
)
COUNCIL = Paper(
    "KB",
    "2025-02-10",
    (Item(HARBOUR, "25/101", "", (Decided("KB", None, ("approved",)),)),),
    people=(Named("Bo Lind", "chair", None, "A"), Named("Eva Krog", "member")),
)
COMMITTEE_AGAIN = Paper(
    "TMU",
    "2025-02-17",
    (
        Item(
            PATH,
            "25/102",
            "",
            (Decided("TMU", "2025-02-17", ("recommended",)),),
            (Sent("TMU", "ØK", "2025-03-03", recommended=True), Sent("ØK", "KB", "2025-03-10")),
        ),
    ),
    people=(Named("Eva Krog", "chair", None, "V"),),
)
FINANCE_AGAIN = Paper(
    "ØK",
    "2025-03-03",
    (
        Item(PATH, "25/102", "", (Decided("ØK", "2025-03-03", ("recommended",)),), (Sent("ØK", "KB", "2025-03-10"),)),
        Item(
            NURSERY, None, "ØK KB", (Decided("ØK", "2025-03-03", ("recommended",)),), (Sent("ØK", "KB", "2025-03-10"),)
        ),
    ),
    meetings=(("KB", "2025-03-10"),),
)
COUNCIL_AGENDA = Paper("KB", "2025-03-10", (Item(PATH, "25/102"), Item(NURSERY)), kind="agenda")
COUNCIL_AGAIN = Paper(
    "KB",
    "2025-03-10",
    (
        Item(PATH, "25/102", "", (Decided("KB", "2025-03-10", ("approved",)),)),
        Item(NURSERY, None, "ØK KB", (Decided("KB", "2025-03-10", ("approved", "sent_to_hearing")),)),
    ),
)
YEAR = (BOARD, COMMITTEE, FINANCE, COUNCIL, COMMITTEE_AGAIN, FINANCE_AGAIN, COUNCIL_AGENDA, COUNCIL_AGAIN)
