"""What was said about entries: to everybody what a keeper let through, to whoever wrote it their own, to others what waits."""

from datetime import timedelta
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet

from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory.models import (
    Editor,
    Entry,
    Reply,
    Report,
    Review,
    ReviewText,
    Visit,
    Visitor,
    VisitorLink,
    VisitPhoto,
)
from unstori.directory.queries import editing
from unstori.directory.queries.editing import HOLDS
from unstori.directory.rules import voice

M = TypeVar("M", bound=Model)
PAGE = 50  # of each kind, the longest waiting first


def digest_of(code: str) -> str:
    """A code is kept nowhere; what is kept does not open anything."""
    return sha256(voice.plain_code(code).encode()).hexdigest()


def report_by(code: str) -> Report | None:
    """For whoever holds its code."""
    rows = Report.objects.select_related("entry__provider__organisation")
    return rows.filter(code_digest=digest_of(code)).first() if code else None


def reports_lately(entry: Entry) -> int:
    """About one entry within a day, by people without an account."""
    since = clock.now() - timedelta(days=1)
    return Report.objects.filter(entry=entry, author__isnull=True, created_at__gt=since).count()


def edits(by: Actor | None) -> QuerySet[Editor]:
    """What somebody was named, and confirmed, to write."""
    rows = Editor.objects.filter(HOLDS)
    return rows.filter(capacity_id=by.capacity_id) if by else rows.none()


def is_editor(by: Actor | None, entry: Entry) -> bool:
    return by is not None and editing.is_editor(by, entry)


def organisation_of(entry: Entry) -> UUID | None:
    """Who runs it, where that is an organisation here."""
    return entry.provider.organisation_id if entry.provider else None


def may_answer(by: Actor | None, entry: Entry) -> bool:
    return voice.may_answer(by, organisation_of(entry), edits=is_editor(by, entry))


def may_decide(by: Actor | None, entry: Entry) -> bool:
    return voice.may_decide(by, organisation_of(entry))


def may_reply(by: Actor | None, entry: Entry) -> bool:
    return voice.may_reply(by, organisation_of(entry), edits=is_editor(by, entry))


def _ours(by: Actor) -> Q:
    """Entries that the actor answers for: their organisation's, and those they were named to write."""
    mine = edits(by)
    ours = Q(entry__in=mine.filter(entry__isnull=False).values("entry"))
    ours |= Q(entry__provider__in=mine.filter(provider__isnull=False).values("provider"))
    if voice.speaks_for(by, by.organisation_id):
        ours |= Q(entry__provider__organisation=by.organisation_id)
    return ours


def reports_for(by: Actor) -> QuerySet[Report]:
    """Not answered. A keeper has those that nobody else here answers for, and whatever is late."""
    mine = _ours(by)
    if voice.is_keeper(by):
        mine |= ~Q(entry__in=editing.kept_by_somebody()) | Q(due_on__lt=clock.today())
    rows = Report.objects.filter(mine, answered_at__isnull=True).select_related("entry__provider")
    return rows.order_by("due_on", "created_at").distinct()


def reports_to(by: Actor) -> QuerySet[Report]:
    """Of those, the ones about what the actor's organisation runs, or they were named to write."""
    return Report.objects.filter(_ours(by), answered_at__isnull=True)


def reports_elsewhere(by: Actor) -> int:
    """How many wait with the organisations themselves: a keeper knows of them."""
    if not voice.is_keeper(by):
        return 0
    every = Report.objects.filter(answered_at__isnull=True).count()
    return every - reports_for(by).count()


def report(by: Actor, id: UUID) -> Report | None:
    """One that the actor may answer, also when it is not yet theirs to answer."""
    found = Report.objects.select_related("entry__provider", "version", "entry__live").filter(pk=id).first()
    return found if found and may_answer(by, found.entry) else None


def _not_of(by: Actor) -> Q:
    """What is about the actor's own organisation is for others to decide."""
    return Q(entry__provider__organisation__isnull=True) | ~Q(
        entry__provider__organisation=by.organisation_id
    )


def to_decide(model: type[M], by: Actor) -> QuerySet[M]:
    """Reviews or visits that wait, the longest waiting first."""
    rows: QuerySet[M] = model._default_manager.filter(state=voice.WAITING)
    rows = rows.filter(_not_of(by)) if voice.is_keeper(by) else rows.none()
    return rows.select_related("entry__provider").order_by("sent_at", "pk")


def replies_to_decide(by: Actor) -> QuerySet[Reply]:
    if not voice.is_keeper(by):
        return Reply.objects.none()
    rows = Reply.objects.filter(~Q(organisation=by.organisation_id), state=voice.WAITING)
    return rows.select_related("review__entry", "visit__entry", "organisation").order_by("created_at")


def to_reply(model: type[M], by: Actor) -> QuerySet[M]:
    """Reviews or visits about the actor's services that nobody has answered for them."""
    about = {Review: ("review", (voice.SHOWN,)), Visit: ("visit", (voice.WAITING, voice.SHOWN))}
    name, states = about[model]  # type: ignore[index]
    said = Reply.objects.filter(~Q(state=voice.SENT_BACK), **{name: OuterRef("pk")})
    rows: QuerySet[M] = model._default_manager.filter(
        _ours(by), ~Exists(said), state__in=states, entry__provider__organisation=by.organisation_id
    )
    return (
        rows.select_related("entry").order_by("sent_at", "pk").distinct()
        if by.organisation_id
        else rows.none()
    )


def waits_for(by: Actor) -> dict[str, QuerySet[Any]]:
    return {
        "reports": reports_for(by), "visits": to_decide(Visit, by), "reviews": to_decide(Review, by),
        "replies": replies_to_decide(by), "own_reviews": to_reply(Review, by), "own_visits": to_reply(Visit, by),
    }  # fmt: skip


def hears(by: Actor) -> bool:
    """Whether anything can wait for the actor at all."""
    return voice.is_keeper(by) or voice.speaks_for(by, by.organisation_id) or edits(by).exists()


def _with_words(rows: QuerySet[Any], *, texts: str) -> QuerySet[Any]:
    said = Prefetch("replies", Reply.objects.select_related("organisation").order_by("created_at"))
    newest = ReviewText.objects.order_by("-created_at", "-pk")
    return rows.prefetch_related(
        said, *([Prefetch("texts", newest)] if texts == "texts" else [texts, "photos"])
    )


def shown_reviews(entry: Entry) -> QuerySet[Review]:
    """What everybody reads, the newest first; never in an order of how good it was."""
    rows = Review.objects.filter(entry=entry, state=voice.SHOWN).order_by("-sent_at", "-pk")
    return _with_words(rows, texts="texts")


def shown_visits(entry: Entry) -> QuerySet[Visit]:
    rows = Visit.objects.filter(entry=entry, state=voice.SHOWN).select_related("visitor__organisation")
    return _with_words(rows.order_by("-happened_on", "-pk"), texts="answers")


def review(by: Actor, id: UUID) -> Review | None:
    """One that the actor decides or answers."""
    rows = Review.objects.filter(pk=id).exclude(state=voice.WITHDRAWN).select_related("entry__provider")
    return _heard(by, _with_words(rows, texts="texts").first())


def visit(by: Actor, id: UUID) -> Visit | None:
    rows = Visit.objects.filter(pk=id).exclude(state__in=(voice.WITHDRAWN, voice.DRAFT))
    rows = rows.select_related("entry__provider", "visitor__organisation", "visitor__capacity__user")
    return _heard(by, _with_words(rows, texts="answers").first())


def _heard(by: Actor, found: Any) -> Any:
    """A keeper of another organisation hears everything; the organisation what it can answer."""
    if found is None or may_decide(by, found.entry):
        return found
    ready = found.state == voice.SHOWN or (isinstance(found, Visit) and found.state == voice.WAITING)
    return found if ready and may_reply(by, found.entry) else None


def photo(by: Actor | None, id: UUID, question: str) -> VisitPhoto | None:
    """Everybody sees it when the visit is shown; before that its visitor, and whoever hears the visit."""
    rows = VisitPhoto.objects.select_related("visit__visitor", "visit__entry__provider")
    found = rows.filter(visit=id, question=question).first()
    if found is None or found.visit.state == voice.SHOWN:
        return found
    if by and (found.visit.visitor.capacity_id == by.capacity_id or visit(by, id)):
        return found
    return None


def reply(by: Actor, id: UUID) -> Reply | None:
    rows = Reply.objects.select_related("review__entry__provider", "visit__entry__provider", "organisation")
    found = rows.filter(pk=id).first()
    return found if found and may_decide(by, about(found).entry) else None


def about(said: Reply) -> Review | Visit:
    found = said.review or said.visit
    assert found is not None
    return found


def my_review(by: Actor | None, entry: Entry) -> Review | None:
    if by is None:
        return None
    rows = Review.objects.filter(entry=entry, author_id=by.capacity_id).exclude(state=voice.WITHDRAWN)
    return _with_words(rows.select_related("entry"), texts="texts").first()


def my_reviews(by: Actor) -> QuerySet[Review]:
    rows = Review.objects.filter(author_id=by.capacity_id).exclude(state=voice.WITHDRAWN)
    return _with_words(rows.select_related("entry").order_by("-created_at"), texts="texts")


def my_reports(by: Actor) -> QuerySet[Report]:
    return Report.objects.filter(author_id=by.capacity_id).select_related("entry").order_by("-created_at")


def my_report(by: Actor, id: UUID) -> Report | None:
    return my_reports(by).filter(pk=id).select_related("entry__provider__organisation").first()


def visitor(by: Actor | None) -> Visitor | None:
    """Whether somebody visits services for others."""
    rows = Visitor.objects.filter(ended_at__isnull=True).select_related("organisation")
    return rows.filter(capacity_id=by.capacity_id).first() if by else None


def visitors() -> QuerySet[Visitor]:
    rows = Visitor.objects.filter(ended_at__isnull=True).select_related("organisation", "capacity__user")
    return rows.order_by("organisation__name_en", "created_at")


def visitor_link(code: str) -> VisitorLink | None:
    """An open one, for whoever holds its code."""
    rows = VisitorLink.objects.filter(code_digest=digest_of(code), valid_until__gt=clock.now())
    return rows.select_related("organisation").first()


def my_visits(by: Actor) -> QuerySet[Visit]:
    rows = Visit.objects.filter(visitor__capacity_id=by.capacity_id).exclude(state=voice.WITHDRAWN)
    return _with_words(rows.select_related("entry").order_by("-created_at"), texts="answers")


def my_visit(by: Actor, id: UUID) -> Visit | None:
    return my_visits(by).filter(pk=id).select_related("entry__provider", "visitor__organisation").first()
