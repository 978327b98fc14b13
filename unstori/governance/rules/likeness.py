"""How a name is written down so that one name is one name: Welsh and English ways, accents, order. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "dame", "master"}
CHILD_OF = {"ap", "ab", "ferch", "verch", "fab"}
# What is written in several ways and heard in one: Welsh letters beside English ones.
HEARD = (
    ("ff", "f"), ("ph", "f"), ("ck", "c"), ("k", "c"), ("ll", "l"), ("dd", "d"), ("th", "d"), ("rh", "r"),
    ("si", "sh"), ("w", "u"), ("y", "i"), ("ee", "i"), ("ei", "i"), ("ae", "e"), ("z", "s"), ("v", "f"), ("h", ""),
)  # fmt: skip


@dataclass(frozen=True)
class Identity:
    """What is compared, and nothing else of somebody."""

    unique_id: str
    name: str
    words: str
    first: str
    sound: str
    first_sound: str
    last_sound: str
    born: str
    swapped: str
    postcode: str
    sector: str
    nhs: str


def words_of(name: str) -> list[str]:
    """ "Siân ap Rhys-Jones" is sian, rhys, jones."""
    bare = "".join(
        one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one)
    )
    parts = re.findall(r"[^\W\d_]+", re.sub(r"['’]", "", bare))
    kept = [one for one in parts if one not in TITLES and one not in CHILD_OF]
    return kept or parts


def heard(word: str) -> str:
    """Roughly as it sounds: Ffion and Fion, Rhys and Reece, Dafydd and Davith."""
    for written, as_heard in HEARD:
        word = word.replace(written, as_heard)
    once = re.sub(r"(.)\1+", r"\1", word)
    return once[:1] + re.sub(r"[aeiou]", "", once[1:]) if once else ""


def identity(
    *,
    unique_id: str,
    full_name: str,
    born_on: date | None,
    postcode: str,
    nhs_number: str | None,
    alike: Mapping[str, str],
) -> Identity:
    """One record, ready to be compared."""
    words = words_of(full_name)
    one_name = [alike.get(word, word) if number == 0 else word for number, word in enumerate(words)]
    born = born_on.strftime("%Y%m%d") if born_on else ""
    code = re.sub(r"\s", "", postcode).upper()
    return Identity(
        unique_id=unique_id,
        name=" ".join(words),
        words=" ".join(sorted(set(one_name))),
        first=one_name[0] if one_name else "",
        sound=" ".join(sorted({heard(word) for word in one_name})),
        first_sound=heard(one_name[0]) if one_name else "",
        last_sound=heard(one_name[-1]) if one_name else "",
        born=born,
        swapped=born[:4] + born[6:] + born[4:6] if born else "",
        postcode=code,
        sector=code[:-2] if len(code) > 4 else "",
        nhs=nhs_number or "",
    )


def digest_of(one: Identity, other: Identity) -> str:
    """What was compared: while it stays the same, what was said of the two holds."""
    said = sorted(repr(each) for each in (one, other))
    return sha256("\n".join(said).encode()).hexdigest()


def band_of(weight: float, bands: Sequence[Mapping[str, object]]) -> str:
    """How likely, in a word; never the number."""
    return str(next((one["id"] for one in bands if weight >= float(str(one["from"]))), bands[-1]["id"]))
