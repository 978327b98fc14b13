"""Made-up tables of a whole authority, by seed, with faults that are known because they were put in."""

import csv
import io
import random
from dataclasses import dataclass, field

FIRST = "Alun Beca Cadi Deio Efa Ffion Gwen Hari Ifan Jac Lleu Mali Nel Owain Pegi Rhys Siôn Tomos Undeg Wil".split()
LAST = "Ap-Huw Bevan Cadwaladr Davies Ellis Ffowc Griffiths Hughes Ifans Jenkins Lewis Morris Nant Owen Parry".split()
HEADINGS = [
    "Cyfeirnod",
    "Enw llawn",
    "Date of birth",
    "NHS No.",
    "Iaith",
    "Address",
    "Post code",
    "Phone",
    "Team",
    "Authority",
]
KEY, NAME, BORN, NHS, LANGUAGE, ADDRESS, POSTCODE, PHONE, TEAM, AUTHORITY = range(10)
EACH = 20  # of each of fifteen kinds


def nhs_number(number: int) -> str:
    """A number whose check digit is right, from the range that is for tests (999)."""
    while True:
        nine = f"999{number:06}"
        check = (11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11) % 11
        if check < 10:
            return f"{nine}{check}"
        number += 500_000


@dataclass
class Made:
    people: bytes
    circle: bytes
    faults: dict[int, str] = field(default_factory=dict)  # by line, what was put in


def good_row(number: int, chance: random.Random) -> list[str]:
    name = f"{chance.choice(FIRST)} {chance.choice(FIRST)} {chance.choice(LAST)}"
    born = f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{chance.randint(1990, 2020)}"
    language = chance.choice(["Cymraeg", "English", "", "W"])
    address = f"{number} Stryd Fawr\nCaernarfon, Gwynedd"
    return [
        f"P{number}",
        name,
        born,
        nhs_number(number),
        language,
        address,
        "ll551ab",
        "01286 000000",
        "Plant",
        "",
    ]


def spoil(row: list[str], kind: str, number: int) -> None:
    """One fault, in one cell."""
    what: dict[str, tuple[int, str]] = {
        "missing": (NAME, ""), "not_a_name": (NAME, "Test 123"), "no_such_day": (BORN, "31/02/2015"),
        "short_year": (BORN, "03/04/15"), "in_future": (BORN, "01/01/2999"), "too_long_ago": (BORN, "01/01/1850"),
        "nhs_number": (NHS, row[NHS][:9] + str((int(row[NHS][9]) + 1) % 10)), "postcode": (POSTCODE, "Caernarfon"),
        "phone": (PHONE, "1286000000"), "choice": (LANGUAGE, "Klingon"), "authority": (AUTHORITY, "Somewhere Else"),
        "unreadable": (ADDRESS, "T\ufffd Newydd"), "too_long": (KEY, f"{number}" * 60),
    }  # fmt: skip
    place, text = what[kind]
    row[place] = text


KINDS = (
    "missing", "not_a_name", "no_such_day", "short_year", "in_future", "too_long_ago", "nhs_number", "postcode", "phone",
    "choice", "authority", "unreadable", "too_long",
)  # fmt: skip


def tables(people: int = 5000, each: int = EACH, seed: int = 7) -> Made:
    """`people` rows of which fifteen kinds of faults have `each`; two circle rows for every fourth person."""
    chance = random.Random(seed)
    rows = [good_row(number, chance) for number in range(1, people + 1)]
    wanted = [kind for kind in KINDS for _ in range(each)]
    places = chance.sample(range(0, people, 2), len(wanted) + each)
    found: dict[int, str] = {}
    for place, kind in zip(places, wanted, strict=False):
        spoil(rows[place], kind, place)
        found[place] = kind
    for number, place in enumerate(
        places[len(wanted) :]
    ):  # two rows each: the same key, or the same NHS number
        column, kind = ((KEY, "key_twice"), (NHS, "nhs_twice"))[number % 2]
        rows[place + 1][column] = rows[place][column]
        found[place] = found[place + 1] = kind
    lines, line = {}, 2
    for place, row in enumerate(rows):
        lines[place] = line
        line += 1 + row[ADDRESS].count("\n")
    return Made(
        people=_written([HEADINGS, *rows], ";"),
        circle=_written(
            [["Person", "Contact name", "Relationship", "PR", "Email"], *_circle(rows, found)], ","
        ),
        faults={lines[place]: kind for place, kind in found.items()},
    )


def _circle(rows: list[list[str]], faulty: dict[int, str]) -> list[list[str]]:
    return [
        [row[KEY], f"{who} {row[NAME].split()[-1]}", relation, pr, f"{who.lower()}{place}@example.org"]
        for place, row in enumerate(rows)
        if place % 4 == 3 and place not in faulty
        for who, relation, pr in (("Mair", "mam", "oes"), ("Nesta", "Nain", ""))
    ]


def _written(rows: list[list[str]], separator: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode("utf-8-sig")
