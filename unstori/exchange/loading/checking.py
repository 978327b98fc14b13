"""Every row, by the rules of the pages: what is good, what is known already, what is wrong."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from unstori.exchange import rules
from unstori.exchange.loading.choices import Settings
from unstori.exchange.loading.columns import plain
from unstori.exchange.loading.days import order_of
from unstori.exchange.loading.lines import (
    Checked,
    Known,
    Line,
    born_of,
    choice_of,
    email_of,
    full_name_of,
    lines_of,
    mark_twice,
    phone_of,
    postcode_of,
)
from unstori.exchange.loading.reading import Sheet
from unstori.people.rules import is_nhs_number
from unstori.people.who import roles


def check_people(sheet: Sheet, settings: Settings, known: Known) -> Checked:
    """Who is new, who is known, and whose rows cannot be taken."""
    lines = lines_of("people", sheet, settings)
    order = settings.days or order_of(line.said.get("born_on", "") for line in lines)
    for line in lines:
        _person(line, settings, known, "" if order == "ask" else order)
    checked, rest = Checked("people"), []
    for line in lines:
        here = line.made["key"] in known.keys or line.made["nhs_number"] in known.numbers
        if here and not line.faults:
            checked.known += 1
        else:
            rest.append(line)
    mark_twice(rest, "key", "key_twice")
    mark_twice(rest, "nhs_number", "nhs_twice")
    _alike(rest, known)
    return _taken(checked, rest)


def _person(line: Line, settings: Settings, known: Known, order: str) -> None:
    said, made = line.said, line.made
    made["key"], made["full_name"] = said.get("key", ""), full_name_of(line)
    made["called"] = said.get("called") or (rules.first_name(made["full_name"]) if made["full_name"] else "")
    made["born_on"] = born_of(line, order)
    number = said.get("nhs_number", "").replace(" ", "").replace("-", "")
    if number and not is_nhs_number(number):
        line.wrong("nhs_number", "nhs_number")
    made["nhs_number"] = number
    _birthday_of_known(line, known)
    made["language"] = choice_of(line, "language", settings, known) or "en"
    made["team"] = choice_of(line, "team", settings, known) or settings.team
    if not made["team"]:
        line.wrong("team", "no_team")
    made["address"] = said.get("address", "")
    made["postcode"] = postcode_of(line)
    made["phone"] = phone_of(line)
    if said.get("authority") and plain(said["authority"]) not in known.names:
        line.wrong("authority", "authority")


def _birthday_of_known(line: Line, known: Known) -> None:
    """The same number with another birthday is a question, not a person."""
    born = known.numbers.get(line.made["nhs_number"])
    if born and line.made["born_on"] and born != line.made["born_on"]:
        line.wrong("born_on", "other_birthday")


def _alike(lines: list[Line], known: Known) -> None:
    """Same name and birthday, in the table or here, unless numbers tell them apart."""
    same: dict[tuple[str, date | None], list[Line]] = defaultdict(list)
    for line in lines:
        if line.made["full_name"] and line.made["born_on"]:
            same[line.made["full_name"].casefold(), line.made["born_on"]].append(line)
    for who, those in same.items():
        for line in those if len(those) > 1 and not all(one.made["nhs_number"] for one in those) else ():
            line.wrong("full_name", "alike_twice")
        for line in those if who in known.alike else ():
            if not line.made["nhs_number"]:
                line.wrong("full_name", "maybe_known")


def check_workers(sheet: Sheet, settings: Settings, known: Known) -> Checked:
    """Who can be invited. Who works here, or waits for an invitation, is known."""
    lines, checked, rest = lines_of("workers", sheet, settings), Checked("workers"), []
    for line in lines:
        made = line.made
        made["full_name"] = full_name_of(line) if line.said.get("full_name") else ""
        made["email"] = email_of(line)
        made["role"] = choice_of(line, "role", settings, known)
        made["team"] = choice_of(line, "team", settings, known)
        made["manages"] = choice_of(line, "manages", settings, known) == "yes"
        made["language"] = choice_of(line, "language", settings, known) or "en"
        if made["manages"] and not made["team"]:
            line.wrong("team", "missing")
        if made["email"] in known.emails and not line.faults:
            checked.known += 1
        else:
            rest.append(line)
    mark_twice(rest, "email", "email_twice")
    return _taken(checked, rest)


def check_circle(
    sheet: Sheet, settings: Settings, known: Known, people: Checked | None, lost: set[str]
) -> Checked:
    """Contacts of people in these tables or brought in before; `lost` are keys and numbers of faulty rows."""
    new = {
        one[name] for one in (people.good if people else ()) for name in ("key", "nhs_number") if one[name]
    }
    checked, rest = Checked("circle"), []
    for line in lines_of("circle", sheet, settings):
        _contact(line, settings, known)
        whose = line.made["person"]
        here = known.fresh.get(whose)
        if here and (here, line.made["full_name"].casefold()) in known.around and not line.faults:
            checked.known += 1
            continue
        if whose and whose not in new and here is None:
            line.wrong("person", _why_nobody(whose, known, lost))
        line.made["twice"] = (whose, line.made["full_name"].casefold()) if line.made["full_name"] else ""
        rest.append(line)
    mark_twice(rest, "twice", "circle_twice")
    return _taken(checked, rest)


def _why_nobody(whose: str, known: Known, lost: set[str]) -> str:
    if whose in lost:
        return "person_faulty"
    return "used" if whose in known.keys or whose in known.numbers else "nobody"


def _contact(line: Line, settings: Settings, known: Known) -> None:
    made = line.made
    whose = line.said.get("person", "")
    number = whose.replace(" ", "").replace("-", "")
    made["person"] = number if is_nhs_number(number) else whose
    made["full_name"] = full_name_of(line) if line.said.get("full_name") else ""
    made["relation"] = choice_of(line, "relation", settings, known)
    by_role = (
        "family" if made["relation"] in roles("family") else "worker" if made["relation"] in roles() else ""
    )
    made["kind"] = choice_of(line, "kind", settings, known) or by_role or "community"
    made["parental_responsibility"] = choice_of(line, "parental_responsibility", settings, known) == "yes"
    made["language"] = choice_of(line, "language", settings, known) or "en"
    made["phone"], made["email"] = phone_of(line), email_of(line)


def _taken(checked: Checked, lines: list[Line]) -> Checked:
    for line in lines:
        checked.faults += line.faults
        if not line.faults:
            checked.good.append({"line": line.line, **line.made})
    return checked


def check_all(sheets: Mapping[str, Sheet], settings: Settings, known: Known) -> dict[str, Checked]:
    """All tables that were sent, people first."""
    found: dict[str, Checked] = {}
    if "people" in sheets:
        found["people"] = check_people(sheets["people"], settings, known)
    if "workers" in sheets:
        found["workers"] = check_workers(sheets["workers"], settings, known)
    if "circle" in sheets:
        people = found.get("people")
        lost = _lost(sheets["people"], settings, people) if people else set()
        found["circle"] = check_circle(sheets["circle"], settings, known, people, lost)
    return found


def _lost(sheet: Sheet, settings: Settings, people: Checked) -> set[str]:
    """By what the people of faulty rows are called in the table."""
    faulty = people.faulty_lines
    lines = [line for line in lines_of("people", sheet, settings) if line.line in faulty]
    numbers = {line.said.get("nhs_number", "").replace(" ", "").replace("-", "") for line in lines}
    return {line.said.get("key", "") for line in lines} | numbers
