"""Made-up towns. Their postcodes are well-formed and of areas that no post knows (CY in a Welsh region, EY in England)."""

import random
from dataclasses import dataclass
from functools import cache

WELSH = (
    "Aberwennol", "Llanfair Dyfnant", "Pont Arwel", "Tregelynnen", "Cwmhelygen", "Llyngwyn", "Rhydydrain",
    "Penybanadl", "Trefawen", "Glanmorfan", "Bontgoed Isaf", "Maes Eithin",
)  # fmt: skip
ENGLISH = (
    "Marlbeck", "Oxcombe Regis", "Hartsmere", "Little Wendle", "Stonebarrow Green", "Thistleford", "Quarrington Vale",
    "Eastlyn", "Bramblesea", "Upper Fallow",
)  # fmt: skip
# Parts of names, for more towns than two regions have.
FIRST = "Ash Beck Cor Dun Elm Fern Gor Hay Iver Kel Lin Mere Nor Oak Pen Ros Sel Thorn Wen Yar".split()
LAST = "aber bridge combe dale ford garth ham ley mouth nant port stead thwaite ton wick".split()
STREETS = (
    "Station Road",
    "Church Lane",
    "Mill Street",
    "High Street",
    "Park Avenue",
    "Old Quay",
    "Orchard Way",
)
HEOLYDD = ("Heol yr Orsaf", "Lôn yr Eglwys", "Stryd y Felin", "Stryd Fawr", "Heol y Parc", "Yr Hen Gei")
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
TOWNS_IN_A_REGION, SERVICES_IN_A_REGION = 11, 1000


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    county: str
    district: str
    latitude: float
    longitude: float
    is_welsh: bool


@dataclass(frozen=True, slots=True)
class Address:
    town: Town
    street: str
    postcode: str
    latitude: float
    longitude: float


@cache
def towns(size: int) -> tuple[Town, ...]:
    """Two regions; for more than 2,000 services one more for each thousand, over a whole country."""
    found = [_town(name, 0, place, welsh=True) for place, name in enumerate(WELSH)]
    found += [_town(name, 1, place, welsh=False) for place, name in enumerate(ENGLISH)]
    for region in range(2, max(2, size // SERVICES_IN_A_REGION)):
        for place in range(TOWNS_IN_A_REGION):
            one = region * TOWNS_IN_A_REGION + place
            name = FIRST[one % 20] + LAST[one // 20 % 15] + ("" if one < 300 else f" {'NSEW'[one % 4]}")
            found.append(_town(name, region, place, welsh=region % 3 == 0))
    return tuple(found)


def _town(name: str, region: int, place: int, *, welsh: bool) -> Town:
    """Regions lie side by side, eleven in a row; towns of a region some 12 km apart."""
    chance = random.Random(f"town {region} {place}")
    north = 50.6 + (region // 11) * 0.42 + place // 4 * 0.12 + chance.uniform(0, 0.05)
    east = -4.6 + (region % 11) * 0.55 + place % 4 * 0.13 + chance.uniform(0, 0.05)
    county = ("Sir Arwenni", "Fallowshire")[region] if region < 2 else f"County {region}"
    area = "CY" if welsh else "EY"
    return Town(
        name, county, f"{area}{(region // 2 * 12 + place) % 99 + 1}", round(north, 5), round(east, 5), welsh
    )


def address(town: Town, chance: random.Random, *, welsh: bool) -> Address:
    """Within some two kilometres of the middle of its town; the sector of a postcode is one quarter of it."""
    north, east = chance.uniform(-0.018, 0.018), chance.uniform(-0.028, 0.028)
    sector = (1 if north < 0 else 3) + (east > 0)
    code = f"{town.district} {sector}{chance.choice(LETTERS)}{chance.choice(LETTERS)}"
    street = f"{chance.randrange(1, 90)} {chance.choice(HEOLYDD if welsh else STREETS)}"
    return Address(town, street, code, round(town.latitude + north, 6), round(town.longitude + east, 6))
