"""What is new, due, late or asked for one actor. Nothing of it is stored: each look asks the door again.

So a grant that ended, or a thing that is kept from somebody, is gone from the page, from what is sent and from the
calendar at the same moment. A fixed number of queries, however many people the actor sees.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from unstori.access import policy
from unstori.access.door import Across, look_across
from unstori.access.models import AuditEvent, DocumentGrant
from unstori.access.rules import Actor
from unstori.circle import queries as circle
from unstori.circle.models import CallMe, Disagreement, Member, SharingDecision, SharingState
from unstori.core import clock
from unstori.directory import queries as directory
from unstori.holding import queries as holding
from unstori.notices.queries import growing, keeping, lawful, requested, rightful, safety
from unstori.notices.queries.definitions import kinds, terms
from unstori.notices.queries.thing import News
from unstori.notices.queries.thing import day_of as _day
from unstori.notices.queries.thing import news_since as _since
from unstori.people.models import Person
from unstori.plan import queries as plan
from unstori.plan import rules as plan_rules
from unstori.plan.models import Agreement, Document, PlanVersion, Review
from unstori.story.models import Contradiction, Entry, Promise
from unstori.story.queries.promises import OWNER

MOST_ENTRIES = 2000
FAMILY = ("self", "family")
PARTIES = ("family", "foster_carer", "advocate")


def news_of(by: Actor) -> list[News]:
    """Everything, what is needed most first."""
    seen = look_across(by)
    sources: tuple[Callable[[Across], list[News]], ...] = (
        safety.concerns, _promises, _reviews, rightful.assessments_due, rightful.answers_owed, rightful.answers_given,
        rightful.offers, rightful.decisions, lawful.dues, lawful.advice, lawful.of_my_team, _unheld, requested.requests,
        growing.to_prepare, growing.changes, _plans_to_agree, _sharing_asked, _to_settle, _calls, _shared,
        _documents_shared, _documents_made, _new, keeping.entries_kept,
        keeping.feeds_kept, keeping.voices_heard,
    )  # fmt: skip
    found = {item.key: item for source in sources for item in source(seen)}
    order = [kind["id"] for kind in kinds()]
    return sorted(found.values(), key=lambda item: (order.index(item.kind), item.day, item.key))


def _promises(seen: Across) -> list[News]:
    """Mine that are due or late, and late ones of whom I stand in for; for family also what others promised them."""
    me, today = seen.actor.capacity_id, clock.today()
    soon = today + timedelta(days=terms()["promise_ahead_days"])
    wanted = Q(owner_id=me, due_on__lte=soon)
    if seen.actor.kind == "worker":
        wanted |= Q(owner__in=directory.stands_in_for(seen.actor), due_on__lt=today)
    if seen.actor.kind in FAMILY:
        wanted |= Q(due_on__lt=today) | Q(created_at__gte=_since())
    rows = seen.rows(Promise.objects.filter(wanted, kept_at__isnull=True)).select_related("person", *OWNER)
    found = []
    for row in rows.order_by("due_on", "pk"):
        mine = row.owner_id == me
        if row.due_on < today:
            what, weeks = "promise_late", ""
            if mine:  # who owes it is told again each week that it stays late
                what, weeks = "my_promise_late", f":{(today - row.due_on).days // 7}"
            key = f"late:{row.pk}:{row.due_on}{weeks}"
            found.append(News("late", what, key, row.person, row, row.due_on))
        elif mine and row.due_on <= soon:
            found.append(News("due", "my_promise", f"due:{row.pk}:{row.due_on}", row.person, row, row.due_on))
        elif not mine:
            found.append(News("promised", "promised", f"promised:{row.pk}", row.person, row, row.due_on))
    return found


def _reviews(seen: Across) -> list[News]:
    """Those that I see to; for the person and family every one."""
    today = clock.today()
    until = today + timedelta(days=terms()["review_ahead_days"])
    rows = plan.reviews_due(seen, until)
    if seen.actor.kind not in FAMILY:
        rows = rows.filter(owner_id=seen.actor.capacity_id)
    return [_review(row, today) for row in rows]


def _review(row: Review, today: date) -> News:
    kind, what = ("late", "review_late") if row.due_on < today else ("due", "review")
    return News(kind, what, f"{kind}:{row.pk}:{row.due_on}", row.person, row, row.due_on)


def _unheld(seen: Across) -> list[News]:
    """Somebody says that nobody holds something: I must answer, or my answer has come. Each answer is told anew."""
    day = clock.today()
    mine = [
        News("late" if row.due_on and row.due_on < day else "asked", "unheld_to_answer", f"unheld:{row.pk}:{row.due_on}",
             row.person, row, row.due_on or day)
        for row in holding.owed_to(seen.actor)
    ]  # fmt: skip
    answered: list[Any] = list(seen.rows(holding.answered_to(seen.actor, _since())))
    return mine + [
        News(
            "asked",
            "unheld_answered",
            f"held:{row.pk}:{row.held_by_id}",
            row.person,
            row,
            _day(row.answered_at),
        )
        for row in answered
    ]


def _plans_to_agree(seen: Across) -> list[News]:
    """The newest plan put to the parties, where I am one and have not answered it."""
    me = seen.actor.capacity_id
    answered = Agreement.objects.filter(version=OuterRef("pk"), party_capacity_id=me)
    newer = PlanVersion.objects.filter(person=OuterRef("person"), number__gt=OuterRef("number"))
    here = Member.objects.filter(person=OuterRef("person"), capacity_id=me).exclude(
        ends_on__lte=clock.today()
    )
    party = Q(Exists(here.filter(Q(kind__in=PARTIES) | Q(is_key_worker=True))))
    if seen.actor.kind == "self":
        party |= Q(person_id=seen.actor.person_id)
    rows = seen.rows(PlanVersion.objects.filter(party, ~Exists(newer), ~Exists(answered)))
    rows = rows.exclude(created_by_id=me).select_related("person").order_by("pk")
    return [_asked("plan_to_agree", row) for row in rows]


def _asked(what: str, row: Any, *, sent: bool = True) -> News:
    return News("asked", what, f"asked:{row.pk}", row.person, row, _day(row.created_at), sent)


def _sharing_asked(seen: Across) -> list[News]:
    """Somebody asks that something may be shared, and I am one who decides about sharing."""
    newest = SharingState.objects.filter(decision=OuterRef("pk")).order_by("-pk").values("state")[:1]
    rows = seen.rows(SharingDecision.objects.annotate(now=Subquery(newest)).filter(now="asked"))
    rows = rows.exclude(created_by_id=seen.actor.capacity_id).select_related("person").order_by("pk")
    if seen.actor.kind not in FAMILY:
        return []
    asked = list(rows)
    mine = [one for one in seen.open({row.person for row in asked}) if circle.deciding_as(one)]
    decides = {one.person.pk for one in mine}
    return [_asked("sharing_asked", row) for row in asked if row.person_id in decides]


def _to_settle(seen: Across) -> list[News]:
    """Where two say different things, and I am to settle it."""
    me = seen.actor.capacity_id
    rows: list[Any] = [
        *seen.rows(Contradiction.objects.filter(settler_id=me, settled_at__isnull=True)).select_related(
            "person"
        ),
        *seen.rows(
            Disagreement.objects.filter(settler__capacity_id=me, settled_at__isnull=True)
        ).select_related("person"),
    ]
    return [
        _asked("facts_to_settle" if isinstance(row, Contradiction) else "sharing_to_settle", row)
        for row in rows
    ]


def _calls(seen: Across) -> list[News]:
    """The person asks me to get in touch. That message went at once and by itself (`circle.tasks.send_call`)."""
    rows = seen.rows(
        CallMe.objects.filter(answered_at__isnull=True, to__capacity_id=seen.actor.capacity_id)
    ).select_related("person")
    return [_asked("call_me", row, sent=False) for row in rows]


def _shared(seen: Across) -> list[News]:
    """What was opened to me or closed, as far as I still see that it was."""
    me = seen.actor.capacity_id
    states = ("given", "withdrawn", "invalidated", "disputed", "expired")
    rows = SharingState.objects.filter(
        decision__with_member__capacity_id=me, state__in=states, created_at__gte=_since()
    ).exclude(created_by_id=me)
    return [
        News("shared", "shared_given" if row.state == "given" else "shared_changed", f"shared:{row.pk}",
             row.person, row, _day(row.created_at))
        for row in seen.rows(rows).select_related("person").order_by("pk")
    ]  # fmt: skip


def _documents_shared(seen: Across) -> list[News]:
    """Single documents that were opened to me alone."""
    grants = DocumentGrant.objects.filter(
        policy.standing(), capacity_id=seen.actor.capacity_id, created_at__gte=_since()
    ).exclude(created_by=seen.actor.capacity_id)
    since = {row.document_id: row.created_at for row in grants}
    if not since:
        return []
    return [
        News("document", "document", f"document:{row.pk}", row.person, row, _day(since[row.pk]))
        for row in plan.documents_shared_with(seen.actor) if row.pk in since
    ]  # fmt: skip


def _documents_made(seen: Across) -> list[News]:
    """New documents of those whom I see, where I may open them whole."""
    rows = seen.rows(Document.objects.filter(created_at__gte=_since())).select_related("person")
    made = list(rows.exclude(created_by_id=seen.actor.capacity_id).order_by("pk"))
    opened = {one.person.pk: one for one in seen.open({row.person for row in made})} if made else {}
    return [
        News("document", "document", f"document:{row.pk}", row.person, row, _day(row.created_at))
        for row in made
        if plan_rules.opens_whole(
            sections_used=row.sections_used,
            sections_seen=opened[row.person_id].sections,
            sources=[str(row.pk), *row.content["sources"]],
            withheld=[str(id) for id in opened[row.person_id].withheld],
        )
    ]


def _new(seen: Across) -> list[News]:
    """The newest that others added to each story since I looked at it: counted, never shown."""
    newer = _entries_of_others(seen).filter(created_at__gte=_since()).order_by("-created_at")
    rows = list(newer.values_list("person_id", "pk", "created_at")[:MOST_ENTRIES])
    looked = _last_looks(seen.actor, {person for person, _, _ in rows})
    found: dict[UUID, list[tuple[UUID, datetime]]] = {}
    for person, pk, at in rows:
        if person not in looked or at > looked[person]:
            found.setdefault(person, []).append((pk, at))
    people = {one.pk: one for one in Person.objects.filter(pk__in=found)}
    return [
        News("new", "new", f"new:{person}:{those[0][0]}", people[person], len(those), _day(those[0][1]))
        for person, those in found.items()
    ]


def _entries_of_others(seen: Across) -> QuerySet[Entry]:
    return seen.rows(Entry.objects.exclude(created_by_id=seen.actor.capacity_id))


def _last_looks(by: Actor, people: set[UUID]) -> dict[UUID, datetime]:
    looks = AuditEvent.objects.filter(capacity_id=by.capacity_id, person_id__in=people, action="read")
    return dict(looks.order_by().values_list("person_id").annotate(at=Max("created_at")))


def days_of(seen: Across, until: date) -> list[Promise | Review]:
    """Promises and reviews with a day still to come or late, for a calendar: mine; for family all of theirs."""
    promises = Promise.objects.filter(kept_at__isnull=True, due_on__lte=until)
    reviews = Review.objects.filter(held_at__isnull=True, due_on__lte=until)
    if seen.actor.kind not in FAMILY:
        promises = promises.filter(owner_id=seen.actor.capacity_id)
        reviews = reviews.filter(
            Q(owner_id=seen.actor.capacity_id) | Exists(_key_worker_or_party(seen.actor))
        )
    return [
        *seen.rows(promises).select_related("person").order_by("due_on", "pk"),
        *seen.rows(reviews).select_related("person").order_by("due_on", "pk"),
    ]


def _key_worker_or_party(by: Actor) -> QuerySet[Member]:
    """The actor's own place in the circle of whose row it is: a review is held with everybody who is there."""
    here = Member.objects.filter(person=OuterRef("person"), capacity_id=by.capacity_id)
    return here.exclude(ends_on__lte=clock.today())
