"""A region of any size, loaded in bulk: the shape matters here, not the lives (those are `make_region`'s).

The loader writes rows itself: actions, one at a time, would take hours for 100,000 people.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from unstori.access.actions.identity import system_actor
from unstori.access.models import Grant
from unstori.access.rules import SHAREABLE, Permission
from unstori.circle.models import Member
from unstori.core import clock
from unstori.people.models import Capacity, Organisation, Person, Team, User
from unstori.plan.models import Outcome, Rating
from unstori.story.models import Entry, Promise, Statement

CASELOAD = 28
RICH = 20  # people whose page is measured: 2,000 entries, 15 in the circle, 12 outcomes
FEW = {"entries": 10, "members": 4, "outcomes": 1}
MANY = {"entries": 2000, "members": 15, "outcomes": 12}
WORDS = [
    "train",
    "school",
    "sleep",
    "bath",
    "friend",
    "worry",
    "swim",
    "bus",
    "letter",
    "nurse",
    "garden",
    "music",
    "morning",
    "quiet",
    "laugh",
    "dog",
]


def region(people: int, seed: int = 1) -> dict[str, Any]:
    """Load a region; returns the ids that are measured: persons with rich stories and their key workers."""
    chance = random.Random(seed)
    if connection.vendor == "sqlite":  # a load that breaks is thrown away whole: no need to wait for the disk
        connection.cursor().execute("PRAGMA synchronous=OFF")
    by = system_actor()
    places = [Organisation(name_en=f"Place {n}", name_cy=f"Lle {n}", sector="social_care") for n in range(50)]
    _save(places)
    teams = [Team(organisation=place, name_en="Team", name_cy="Tîm") for place in places]
    _save(teams)
    workers = _workers(max(people // CASELOAD, 1), places, teams)
    for batch in _batches(range(people), 500):
        with transaction.atomic():
            _people(list(batch), workers, places, by.capacity_id, chance)
    rich = Person.objects.order_by("full_name")[:RICH]
    return {"rich": [p.reference for p in rich], "worker": workers[0].pk}


def _workers(number: int, places: list[Organisation], teams: list[Team]) -> list[Capacity]:
    users = [
        User(email=f"w{n}@example.org", name=f"Worker {n}", is_demo=True, password="!") for n in range(number)
    ]
    _save(users)
    capacities = [
        Capacity(
            user=user, kind="worker", role="Social worker", organisation=places[n % 50], team=teams[n % 50]
        )
        for n, user in enumerate(users)
    ]
    _save(capacities)
    return capacities


def _people(
    numbers: list[int],
    workers: list[Capacity],
    places: list[Organisation],
    system: UUID,
    chance: random.Random,
) -> None:
    people = [
        Person(
            full_name=f"Person {n:07d}",
            called=f"P{n}",
            born_on=date(1960, 1, 1) + timedelta(days=chance.randrange(22000)),
            authority=places[n % 50],
        )
        for n in numbers
    ]
    _save(people)
    rows: dict[type[models.Model], list[Any]] = {
        m: [] for m in (Grant, Member, Entry, Promise, Statement, Outcome, Rating)
    }
    for number, person in zip(numbers, people, strict=True):
        size = MANY if number < RICH else FEW
        worker = workers[0 if number < RICH else (number // CASELOAD) % len(workers)]
        for grant in _grants(person, worker, system):
            rows[Grant].append(grant)
        for row in _life(person, worker, size, chance):
            rows[type(row)].append(row)
    for kind in rows.values():
        _save(kind)


def _grants(person: Person, worker: Capacity, system: UUID) -> Iterator[Grant]:
    for section in SHAREABLE:
        yield Grant(
            person=person,
            capacity=worker,
            section=section,
            permission=Permission.ADD,
            source=person.pk,
            created_by=system,
            valid_from=clock.now() - timedelta(days=1),
        )


def _life(
    person: Person, worker: Capacity, size: dict[str, int], chance: random.Random
) -> Iterator[models.Model]:
    common = {"person": person, "created_by": worker, "controller": worker.organisation}
    today = clock.today()
    for n in range(size["members"]):
        yield Member(
            **common,
            section="about_me",
            kind="worker" if n else "family",
            name=f"Somebody {n}",
            relation="Around",
            closeness=n % 3 + 1,
            capacity=worker if n == 1 else None,
            is_key_worker=n == 1,
        )
    for n in range(size["entries"]):
        day = today - timedelta(days=chance.randrange(1500))
        words = " ".join(chance.choices(WORDS, k=12))
        entry = Entry(
            **common,
            section=chance.choice(SHAREABLE),
            kind="note",
            title=words[:40],
            words=words,
            happened_on=day.isoformat(),
            sort_on=day,
            created_at=datetime.combine(day, time(12), clock.LONDON),  # written down on the day
        )
        yield entry
        if n == 0:
            yield Promise(
                **common,
                section="care",
                entry=entry,
                what="Ring the school",
                owner=worker,
                due_on=today + timedelta(days=chance.randrange(-9, 60)),
            )
    for n in range(size["outcomes"]):
        yield Statement(
            **common,
            section="what_matters",
            theme="matters",
            words="I want to swim",
            said_by=person.called,
            said_on=today,
        )
        outcome = Outcome(
            **common, section="what_matters", words="I want to swim", state="agreed", position=n
        )
        yield outcome
        for ago in (180, 90, 5):
            for rater in ("self", "professional"):
                yield Rating(
                    **common,
                    section="what_matters",
                    outcome=outcome,
                    rater=rater,
                    rater_name=rater,
                    going=chance.randrange(1, 11),
                    rated_on=today - timedelta(days=ago),
                )


def _save(rows: list[Any]) -> None:
    if rows:
        type(rows[0]).objects.bulk_create(rows, batch_size=400)


def _batches(numbers: range, size: int) -> Iterator[range]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
