"""`python -m bench.directory.quality`: how well questions are answered. Writes the tables of docs/search.md.

With `--failures` it lists the worst answers of the half that may be looked at, to mend synonyms and rules by.
"""

import argparse
import math
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unstori.config.settings")
os.environ.setdefault("UNSTORI_DEMO", "1")
django.setup()

from django.core.management import call_command  # noqa: E402

from bench.directory import engines, grading, loading  # noqa: E402
from bench.directory.tables import between, table  # noqa: E402
from bench.directory.what import What, everything  # noqa: E402

SIZE, TOP = 2000, 10
PAGE = Path("docs/search.md")
KINDS = ("plain", "conditions", "situation", "vague", "short", "misspelt", "across")
USEFUL = 2


@dataclass(frozen=True)
class Mark:
    """Of one question: nDCG@10, whether anything was found, whether anything useful is among the first ten."""

    question: grading.Question
    ndcg: float
    found: bool
    useful: bool


def mark(question: grading.Question, answer: Sequence[int], services: Sequence[What]) -> Mark:
    ideal = sorted(
        (grading.grade(question, one) for one in services if grading.counts(question, one)), reverse=True
    )
    top = [services[number] for number in answer if grading.counts(question, services[number])][:TOP]
    grades = [grading.grade(question, one) for one in top]
    best = gain(ideal[:TOP])
    return Mark(
        question, gain(grades) / best if best else 0.0, bool(top), any(one >= USEFUL for one in grades)
    )


def gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def summed(marks: Sequence[Mark]) -> str:
    """nDCG@10 · found nothing · nothing useful among ten."""
    if not marks:
        return "–"
    number = len(marks)
    nothing, useless = (sum(not getattr(one, name) for one in marks) / number for name in ("found", "useful"))
    return f"{sum(one.ndcg for one in marks) / number:.2f} · {nothing:.0%} · {useless:.0%}"


def parts(marks: dict[str, list[Mark]]) -> list[list[str]]:
    """Rows: all, each language and voice, each kind, both halves."""
    questions = grading.questions()
    rows = [("all", lambda q: True)]
    rows += [(f"{tongue}, {voice}", lambda q, t=tongue, v=voice: (q.tongue, q.voice) == (t, v))
             for tongue, voice in dict.fromkeys((q.tongue, q.voice) for q in questions)]  # fmt: skip
    rows += [(f"*{kind}*{', Welsh' if t == 'cy' else ', English'}", lambda q, k=kind, t=t: (q.kind, q.tongue) == (k, t))
             for kind in KINDS for t in ("en", "cy")]  # fmt: skip
    rows += [
        ("half that was looked at", lambda q: not q.is_kept_back),
        ("half kept back", lambda q: q.is_kept_back),
    ]
    made = []
    for name, belongs in rows:
        if number := sum(map(belongs, questions)):
            made.append(
                [
                    name,
                    str(number),
                    *(summed([m for m in some if belongs(m.question)]) for some in marks.values()),
                ]
            )
    return made


def failures(marks: list[Mark], most: int) -> None:
    seen = sorted((one for one in marks if not one.question.is_kept_back), key=lambda one: one.ndcg)
    for one in seen[:most]:
        print(
            f"{one.ndcg:.2f} {'' if one.found else 'NOTHING '}[{one.question.kind}] {one.question.text} {one.question.wants}"
        )


def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--failures", type=int, default=0)
    args = wanted.parse_args()
    call_command("migrate", verbosity=0)
    loading.load(SIZE)
    services = list(everything(SIZE))
    ways = engines.ways(services)
    marks = {
        name: [mark(q, find(q.text), services) for q in grading.questions()] for name, find in ways.items()
    }
    if args.failures:
        failures(marks["ours"], args.failures)
        return
    rows = parts(marks)
    made = table(["questions", "number", *marks], rows)
    print(made)
    between(PAGE, "quality", made)


if __name__ == "__main__":
    main()
