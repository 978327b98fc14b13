"""Who is around an invented person: name, home, family, school and the workers whom their threads need."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from unstori.exchange.region.lives import read

# Who plays a part, by key of `place.toml`; a life keeps to one of them.
TEAMS: dict[str, tuple[str, ...]] = {
    "speech": ("manon", "james"),
    "paediatrics": ("roy", "lowri"),
    "moving": ("sian", "rob"),
    "mind": ("heledd",),
    "nursing": ("carys", "delyth"),
    "psychiatry": ("osei",),
    "charity": ("lisa", "mandy"),
    "community": ("wil", "eleri"),
    "shortbreaks": ("joan", "tara"),
    "provider": ("gareth", "agnieszka", "emyr"),
}
SPECIAL = ("bethan", "paul")
SCHOOLS = (  # until which age, who writes for the school
    (1, ()),
    (4, ("mared",)),
    (10, ("patel", "elin", "gwawr", "gwawr", *SPECIAL)),
    (15, ("catrin", "owain", *SPECIAL)),
    (18, ("non", *SPECIAL)),
    (24, ("non",)),
)
KEY_WORKERS = ((15, ("huw", "ffion", "dylan", "mark")), (19, ("beca",)), (99, ("sioned", "tomos")))
WITHOUT_KEY_WORKER = 0.14
CHILD, GROWN_UP = 16, 18
FOSTERED = 17  # every so many-th child lives with foster carers
SPEAKS_WELSH = frozenset(
    worker[0]
    for body in read("place.toml")["organisation"]
    for worker in body["workers"]
    if worker[4] == "cy"
)


@dataclass
class Around:
    """One invented person and everybody who plays a part in their life."""

    key: str
    age: int
    birthday_in: int
    language: str
    full_name: str
    called: str
    girl: bool
    address: dict[str, str]
    family: list[dict[str, Any]]
    parts: dict[str, str] = field(default_factory=dict)
    key_worker: str = ""
    duty: str = ""  # who saw them once, and holds nothing

    @property
    def is_child(self) -> bool:
        return self.age < CHILD

    @property
    def longest(self) -> int:
        """How far back a story goes: to shortly after birth, or to the day from which the person decides."""
        decides = GROWN_UP if self.age >= GROWN_UP else CHILD if self.age >= CHILD else 0
        days = (self.age + 1 - decides) * 365 - self.birthday_in
        return max(days - 10, 20)

    def speaks(self, part: str) -> str:
        """The language in which a part writes of this person."""
        if part in ("family", "self"):
            return self.language
        return "cy" if self.language == "cy" and self.parts[part] in SPEAKS_WELSH else "en"

    def circle(self, threads: list[dict[str, Any]], since: int) -> list[dict[str, Any]]:
        """Family first, then those whom the threads need."""
        said = [
            said for thread in threads for said in (*thread["events"], thread["promise"], thread["support"])
        ]
        needed = {one["by"] for one in said}
        workers = {self.parts[part] for part in (needed | {"school", "key"}) & set(self.parts)} - {self.key}
        workers |= {self.duty} - {""}
        workers -= {one["key"] for one in self.family if "key" in one}
        near = {self.key_worker: 2}
        return [*self.family, *({"worker": key, "near": near.get(key, 3)} for key in sorted(workers))]


def around(chance: Random, number: int, age: int, language: str) -> Around:
    """Somebody of this age and language."""
    names = read("names.toml")
    girl = chance.random() < 0.38
    given = _given(chance, names, age, language, girl)
    surname = chance.choice(names[f"surnames_{language}"])
    known = Around(
        key=f"person{number + 1}",
        age=age,
        language=language,
        full_name=f"{given} {surname}",
        called=given,
        girl=girl,
        birthday_in=chance.randint(5, 170 if age in (CHILD, GROWN_UP) else 330),
        address=_address(chance, names),
        family=_family(chance, names, number, age, language, surname),
    )
    _give_parts(chance, known)
    return known


def _address(chance: Random, names: dict[str, list[str]]) -> dict[str, str]:
    road = f"{chance.randint(1, 60)} {chance.choice(names['streets'])}"
    return {
        "address": f"{road}\n{chance.choice(names['villages'])}\nGwynedd",
        "postcode": f"{names['sectors'][chance.randint(1, 9) - 1]}{chance.choice('ABDEFGH')}{chance.choice('CIKMOV')}",
    }


def _given(chance: Random, names: dict[str, list[str]], age: int, language: str, girl: bool) -> str:
    if age >= 40:
        return chance.choice(names["women" if girl else "men"])
    return chance.choice(names[f"{'girls' if girl else 'boys'}_{language}"])


def _family(
    chance: Random, names: dict[str, list[str]], number: int, age: int, language: str, surname: str
) -> list[dict[str, Any]]:
    """A mother or father with an account, or for older people a sister or brother; the other one without."""
    welsh = language == "cy"
    mother = f"{chance.choice(names[f'mothers_{language}'])} {surname}"
    father = f"{chance.choice(names[f'fathers_{language}'])} {surname}"
    first = chance.random() < 0.8
    who = _nearest(first, welsh, older=age >= 55)
    near = {
        "key": "family",
        "account_key": f"family{number + 1}",
        "name": mother if first else father,
        "role": who[0],
        "relation": who[1],
        "kind": "family",
        "near": 1,
        "language": language,
        "decides" if age < GROWN_UP else "account": True,
    }
    out = [near]
    if age < 55 and chance.random() < 0.7:
        other = "father" if first else "mother"
        out.append({"name": father if first else mother, "relation": other, "kind": "family", "near": 1})
    if age < CHILD and number % FOSTERED == 3:
        out.append(_foster_carer(chance, names, number, language))
    if chance.random() < 0.5:
        friend = chance.choice(names[f"girls_{language}"])
        out.append({"name": friend, "relation": "friend", "kind": "friend", "near": 2})
    return out


def _nearest(woman: bool, welsh: bool, *, older: bool) -> tuple[str, str]:
    """The role in which they act, and what the person calls them."""
    if older and woman:
        return "sister", "sister"
    if older:
        return "brother", "brother"
    return ("mother", "Mam" if welsh else "Mum") if woman else ("father", "Dad")


def _foster_carer(chance: Random, names: dict[str, list[str]], number: int, language: str) -> dict[str, Any]:
    name = f"{chance.choice(names['women'])} {chance.choice(names['surnames_cy'])}"
    return {
        "key": "foster",
        "account_key": f"foster{number + 1}",
        "name": name,
        "role": "foster_carer",
        "relation": "foster_carer",
        "kind": "foster_carer",
        "near": 1,
        "language": language,
        "account": True,
        "sections": "daily_care",
        "delegated": True,
    }


def _give_parts(chance: Random, known: Around) -> None:
    known.parts = {"family": "family", "self": known.key}
    known.parts |= {part: chance.choice(keys) for part, keys in TEAMS.items()}
    if known.age < 8:
        del known.parts["self"]  # the family writes down what they say
    if known.is_child:
        del known.parts["psychiatry"], known.parts["provider"]
    else:
        del known.parts["paediatrics"], known.parts["mind"]
    if known.age >= GROWN_UP:
        del known.parts["shortbreaks"]
    school = next((keys for until, keys in SCHOOLS if known.age <= until), ())
    if school:
        known.parts["school"] = chance.choice(school)
    workers = next(keys for until, keys in KEY_WORKERS if known.age <= until)
    if chance.random() >= WITHOUT_KEY_WORKER:
        known.key_worker = known.parts["key"] = chance.choice(workers)
    elif known.birthday_in % 4 == 0:
        known.duty = workers[0]
