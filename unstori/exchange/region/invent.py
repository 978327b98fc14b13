"""Puts ordinary lives together from threads: the same lives every time, each of one piece.

A thread is a small story in the order in which it happens. The parts that its threads need make up a person's
circle, so nobody is asked for whom the person does not know, and no school writes about somebody who left it.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from unstori.exchange.region import written
from unstori.exchange.region.around import Around, around
from unstori.exchange.region.lives import Life, read

SEED = 1847
# How many of each age: from, to, people of two hundred.
AGES = (
    (0, 4, 18),
    (5, 10, 50),
    (11, 15, 40),
    (16, 17, 14),
    (18, 25, 26),
    (26, 44, 24),
    (45, 64, 16),
    (65, 80, 6),
)
IN_WELSH, QUIET, PLANNED = 0.55, 0.15, 0.6
LONGEST, SHORTEST = 900, 90


def lives(count: int) -> Iterator[Life]:
    """So many invented lives, always the same ones."""
    chance = Random(SEED)
    ages = [chance.randint(first, last) for first, last, people in AGES for _ in range(people)]
    chance.shuffle(ages)
    threads = read("threads/children.toml")["thread"] + read("threads/adults.toml")["thread"]
    interests = read("threads/interests.toml")["interest"]
    for number in range(count):
        yield _life(number, ages[number % len(ages)], threads, interests)


def _life(number: int, age: int, threads: list[dict[str, Any]], interests: list[dict[str, Any]]) -> Life:
    chance = Random(SEED * 1000 + number)
    language = "cy" if chance.random() < IN_WELSH else "en"
    known = around(chance, number, age, language)
    chosen = _choose(chance, threads, known)
    loved = chance.choice([one for one in interests if one["ages"][0] <= max(age, 2) <= one["ages"][1]])
    since, last = _span(chance, known)
    life: Life = {
        "key": known.key,
        "full_name": known.full_name,
        "called": known.called,
        "age": age,
        "birthday_in": known.birthday_in,
        "language": language,
        "since": since,
        **known.address,
    }
    if known.key_worker:
        life["key_worker"] = known.key_worker
    life |= written.story(chance, known, chosen, loved, since, last)
    if known.key_worker and chance.random() < PLANNED:
        life |= written.plan(chance, known, chosen, since, last)
    life["circle"] = known.circle(chosen, since)
    return life


def _choose(chance: Random, threads: list[dict[str, Any]], known: Around) -> list[dict[str, Any]]:
    """Up to three threads that fit the age and the places that somebody goes to."""
    fitting = [
        thread
        for thread in threads
        if thread["ages"][0] <= known.age <= thread["ages"][1]
        and set(thread.get("needs", ())) <= set(known.parts)
    ]
    return chance.sample(fitting, min(len(fitting), chance.choice((1, 2, 2, 3))))


def _span(chance: Random, known: Around) -> tuple[int, int]:
    """Days since the story was opened and since its last entry; some have gone quiet."""
    since = min(chance.randint(SHORTEST * 2, LONGEST), known.longest)
    quiet = chance.random() < QUIET
    last = chance.randint(100, 260) if quiet else chance.randint(1, 45)
    return since, min(last, since // 2)
