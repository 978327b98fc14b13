"""What a service is, worded as feeds word it: uneven, abbreviated, half in fields and half in prose, some with nothing.

It draws on what the service is and on nothing else; whether a question would find it is no concern here.
"""

import random
import tomllib
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bench.directory.what import OLDEST, WORDS, What, activities

Document = dict[str, Any]
DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "cy": ("dydd Llun", "dydd Mawrth", "dydd Mercher", "dydd Iau", "dydd Gwener", "dydd Sadwrn", "dydd Sul"),
}
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
GROUPS = {"leisure": ("Things to do", "Sport and leisure"), "family": ("Family support", "Short breaks and respite"),
          "health": ("Health", "Therapies"), "learning": ("Education and work", "Preparing for adulthood")}  # fmt: skip
TODAY = date(2026, 11, 1)


@cache
def _people() -> dict[str, Any]:
    return tomllib.loads((WORDS / "people.toml").read_text(encoding="utf-8"))


@cache
def _group_of() -> dict[str, str]:
    found = {}
    for name in GROUPS:
        for activity in tomllib.loads((WORDS / f"{name}.toml").read_text(encoding="utf-8")):
            found[activity] = name
    return found


def _id(*parts: object) -> str:
    return str(uuid5(NAMESPACE_URL, "urn:unstori:bench:" + ":".join(map(str, parts))))


def written(what: What) -> Document:
    """HSDS-UK 3.0, as a feed in use would give it after mending."""
    chance = random.Random(f"words {what.id}")
    said = [_said(what, tongue, chance) for tongue in _tongues(what)]
    name = " / ".join(one["name"] for one in said)
    words = "\n\n".join(one["words"] for one in said)
    document: Document = {
        "id": str(what.id), "name": name.upper() if chance.random() < 0.03 else name, "status": what.status,
        "description": f"<p>{words.replace(chr(10) * 2, '</p><p>')}</p>" if chance.random() < 0.2 else words,
        "eligibility_description": " ".join(one["who"] for one in said).strip(),
        "application_process": " ".join(one["how"] for one in said).strip(),
        "organization": _owner(what, chance), "contacts": [_contact(what, chance)],
        "last_modified": f"{TODAY - timedelta(days=chance.randrange(900))}T09:00:00Z",
    }  # fmt: skip
    if what.weeks is not None and chance.random() < 0.6:
        document["wait_time"] = f"About {what.weeks} weeks" if what.weeks else "No waiting list at the moment"
    if chance.random() < 0.4:
        document["assured_date"] = str(TODAY - timedelta(days=chance.randrange(500)))
    return document | _fields(what, chance) | _place(what, chance)


def _tongues(what: What) -> tuple[str, ...]:
    return ("en", "cy") if what.language == "both" else (what.language,)


def _said(what: What, tongue: str, chance: random.Random) -> dict[str, str]:
    kind, people = activities()[what.activity], _people()
    place = what.town.name
    sentences = [chance.choice(kind[f"words_{tongue}"]), _for(what, tongue, chance)]
    if chance.random() < 0.45:
        sentences.append(_days(what, tongue, chance))
    if chance.random() < 0.4:
        sentences.append(_age(what, tongue, chance))
    sentences += [chance.choice(people["access"][tongue][one]) + "." for one in what.access
                  if chance.random() < 0.6 and one in people["access"][tongue]]  # fmt: skip
    if what.in_welsh and chance.random() < 0.7:
        sentences.append("Delivered through the medium of Welsh." if tongue == "en" else "Cyfrwng Cymraeg.")
    if chance.random() < 0.25:
        sentences.append(chance.choice(people["asides"][tongue]))
    if chance.random() < 0.1:
        sentences = [one for one in sentences if one][:1]  # some say next to nothing
    way = "open" if what.open else "closed"
    how = chance.choice(people["how"][f"{way}_{tongue}"])
    threshold = (
        chance.choice(people["how"][f"threshold_{tongue}"]) if not what.open and chance.random() < 0.5 else ""
    )
    return {
        "name": chance.choice(kind[f"names_{tongue}"]).format(t=place),
        "words": " ".join(one for one in sentences if one),
        "who": " ".join(one for one in (_age(what, tongue, chance) if chance.random() < 0.5 else "", threshold) if one),
        "how": how if chance.random() < 0.85 else "",
    }  # fmt: skip


def _for(what: What, tongue: str, chance: random.Random) -> str:
    people = _people()["needs"][tongue]
    who = chance.choice(people[what.needs])
    if what.welcomes and what.needs == "any":
        ready = " and " if tongue == "en" else " a "
        who = ready.join(chance.choice(people[one]) for one in what.welcomes)
        return f"We are good with {who}." if tongue == "en" else f"Rydym yn croesawu {who}."
    if not who:
        return ""
    if what.about:
        return f"For families of {who}." if tongue == "en" else f"I deuluoedd {who}."
    return f"For {who}." if tongue == "en" else f"Ar gyfer {who}."


def _age(what: What, tongue: str, chance: random.Random) -> str:
    least, most = what.ages
    if most == OLDEST:
        if not least:
            return chance.choice(("All ages.", "")) if tongue == "en" else "Pob oed."
        return (chance.choice((f"Over {least}s.", f"{least}+", f"From {least} years.")) if tongue == "en"
                else f"{least} oed a hŷn.")  # fmt: skip
    if tongue == "cy":
        return f"{least} i {most} oed."
    return chance.choice(
        (f"Ages {least}-{most}.", f"{least} to {most} yrs", f"For {least} – {most} year olds.")
    )


def _days(what: What, tongue: str, chance: random.Random) -> str:
    names = DAYS[tongue]
    if len(what.days) == 7:
        return (
            chance.choice(("24/7", "Every day of the year.")) if tongue == "en" else "Bob dydd o'r flwyddyn."
        )
    if what.when == "holidays":
        return "School holidays only." if tongue == "en" else "Yn ystod gwyliau'r ysgol yn unig."
    if len(what.days) == 5:
        return "Mon-Fri." if tongue == "en" else "Llun i Gwener."
    days = [names[one] for one in what.days]
    if tongue == "cy":
        return f"Bob {' a '.join(days)} o {what.opens[:5]}."
    short = [one[:3] if chance.random() < 0.4 else f"{one}s" for one in days]
    return f"{' & '.join(short)} {what.opens.lstrip('0')}-{what.closes.lstrip('0')}."


def _fields(what: What, chance: random.Random) -> Document:
    """What stands in fields of its own. A good part of feeds leaves each of them empty."""
    found: Document = {}
    least, most = what.ages
    if chance.random() < 0.7:
        found |= {"minimum_age": least} if least or chance.random() < 0.5 else {}
        found |= {"maximum_age": most} if most != OLDEST else {}
    if chance.random() < 0.75 and what.when != "holidays":
        days = ",".join(CODES[one] for one in what.days)
        found["schedules"] = [{"id": _id(what.id, "when"), "freq": "WEEKLY", "byday": days, "opens_at": what.opens,
                               "closes_at": what.closes}]  # fmt: skip
    if chance.random() < 0.6:
        found["cost_options"] = [{"id": _id(what.id, "cost"), "amount": what.cost,
                                  "amount_description": "per session" if what.cost else ""}]  # fmt: skip
    elif chance.random() < 0.5:
        found["fees"] = (
            f"£{what.cost:.2f} per session" if what.cost else chance.choice(("Free", "No charge", "FREE!"))
        )
    if chance.random() < 0.6:
        spoken = ["Cymraeg", "English"] if what.in_welsh else ["English"]
        found["languages"] = [{"id": _id(what.id, one), "name": one} for one in spoken]
    if chance.random() < 0.6:
        group = _group_of()[what.activity]
        term = chance.choice(GROUPS[group])
        found["attributes"] = [{"id": _id(what.id, "term"), "link_type": "service", "taxonomy_term": {
            "id": _id("term", term), "name": term, "description": "", "taxonomy": "Local offer"}}]  # fmt: skip
    return found


def _place(what: What, chance: random.Random) -> Document:
    areas = [{"id": _id(what.id, "area"), "name": what.town.county}] if chance.random() < 0.5 else []
    if what.address is None:
        return {"service_areas": areas or [{"id": _id(what.id, "area"), "name": what.town.county}]}
    at = what.address
    location: Document = {
        "id": _id(what.id, "location"), "location_type": "physical",
        "name": chance.choice((f"{at.town.name} Hall", f"{at.town.name} Centre", f"Canolfan {at.town.name}", "")),
        "addresses": [{"id": _id(what.id, "address"), "address_1": at.street, "city": at.town.name,
                       "state_province": at.town.county, "postal_code": at.postcode, "country": "GB",
                       "address_type": "physical"}],
    }  # fmt: skip
    if chance.random() < 0.9:
        location |= {"latitude": at.latitude, "longitude": at.longitude}
    access = _people()["access"]["en"]
    doors = [one for one in what.access if chance.random() < 0.7]
    if doors:
        location["accessibility"] = [
            {"id": _id(what.id, one), "accessibility": chance.choice(access[one])} for one in doors
        ]
    found: Document = {"service_at_locations": [{"id": _id(what.id, "at"), "location": location}]}
    return found | ({"service_areas": areas} if areas else {})


def _owner(what: What, chance: random.Random) -> Document:
    people = _people()["owners"]
    if chance.random() < (0.15 if what.open else 0.7):
        name = chance.choice(people["public"]).format(c=what.town.county)
    else:
        name = f"{chance.choice(people['first'])} {chance.choice(people['last'])}"
    return {
        "id": _id("owner", what.town.county, name),
        "name": name,
        "description": chance.choice(("", "A local charity.")),
    }


def _contact(what: What, chance: random.Random) -> Document:
    """Numbers that Ofcom keeps for stories: they reach nobody."""
    number = f"01632 960{chance.randrange(1000):03d}"
    if what.town.is_welsh:
        number = chance.choice((number, f"029 2018 0{chance.randrange(1000):03d}"))
    return {"id": _id(what.id, "desk"), "name": chance.choice(("Reception", "Swyddfa", "The office")),
            "phones": [{"id": _id(what.id, "phone"), "number": number}]}  # fmt: skip
