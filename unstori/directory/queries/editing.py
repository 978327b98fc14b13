"""Who keeps which entry, drafts, and what must be looked at again."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory.models import OPEN, Editor, Entry, EntryDraft, EntryVersion, Feed, Likeness, Provider
from unstori.directory.rules import beyond, drafting
from unstori.directory.rules import editing as rules
from unstori.people.models import Capacity, Organisation

HOLDS = Q(confirmed_at__isnull=False, ended_at__isnull=True)
WITH = ("live", "provider__organisation", "feed", "checked_for")


def kept_entry(id: UUID) -> Entry | None:
    """Any, listed or not: for those who keep it."""
    return Entry.objects.select_related(*WITH).filter(hsds_id=id).first()


def edits(by: Actor, entry: Entry) -> bool:
    """Whether the actor may write it."""
    organisation = entry.provider.organisation_id if entry.provider else None
    return rules.can_edit(by, organisation_id=organisation, is_editor=False) or is_editor(by, entry)


def is_editor(by: Actor, entry: Entry) -> bool:
    """Named and confirmed, for this entry or for all of who runs it."""
    rows = Editor.objects.filter(HOLDS, capacity_id=by.capacity_id)
    mine = Q(entry=entry) | Q(provider__isnull=False, provider=entry.provider_id)
    return rows.filter(mine).exists()


def edits_provider(by: Actor, provider: Provider) -> bool:
    """Whether the actor may write about all that one runs."""
    if rules.can_edit(by, organisation_id=provider.organisation_id, is_editor=False):
        return True
    return Editor.objects.filter(HOLDS, capacity_id=by.capacity_id, provider=provider).exists()


def kept_by_others(by: Actor, feed: Feed, entries: Iterable[Entry]) -> set[UUID]:
    """Of these, what somebody here keeps: no other feed speaks over it by itself, and nobody else by a file."""
    if rules.keeps_all(by) and not (by.is_system and feed.is_asked):
        return set()
    held = Editor.objects.filter(HOLDS)
    kept = Q(feed__isnull=True) | Q(provider__organisation__isnull=False) | Q(pk__in=held.values("entry"))
    kept |= Q(provider__in=held.filter(provider__isnull=False).values("provider"))
    rows = Entry.objects.filter(kept, pk__in=[one.pk for one in entries])
    if feed.is_asked:
        rows = rows.exclude(feed=feed)
    if not by.is_system:
        rows = rows.exclude(pk__in=Entry.objects.filter(_of(by)).values("pk"))
    return set(rows.values_list("pk", flat=True))


def providers_kept_by(by: Actor) -> list[Provider]:
    """Of whose services the actor may add one."""
    held = Editor.objects.filter(HOLDS, capacity_id=by.capacity_id, provider__isnull=False).values("provider")
    asked = Q(pk__in=held)
    if by.kind == "administrator" and by.vouched and by.organisation_id:
        asked |= Q(organisation=by.organisation_id)
    return list(Provider.objects.filter(asked).order_by("name"))


def my_proposals(by: Actor) -> list[EntryDraft]:
    """What the actor proposed that does not stand yet, or came to nothing, and why."""
    rows = EntryDraft.objects.filter(created_by=by.capacity_id, entry__live__isnull=True)
    return list(rows.select_related("entry").order_by("-created_at")[:20])


def kept_by(by: Actor) -> QuerySet[Entry]:
    """The same as `edits`, for many: what somebody answers for. A steward answers for what nobody else keeps."""
    return Entry.objects.filter(_of(by), same_as__isnull=True)


def _of(by: Actor) -> Q:
    held = Editor.objects.filter(HOLDS, capacity_id=by.capacity_id)
    asked = Q(provider__in=held.filter(provider__isnull=False).values("provider"))
    asked |= Q(pk__in=held.filter(entry__isnull=False).values("entry"))
    if by.kind == "administrator" and by.vouched and by.organisation_id:
        asked |= Q(provider__organisation=by.organisation_id)
    if rules.keeps_all(by):
        asked |= ~Q(pk__in=kept_by_somebody())
    return asked


def kept_by_somebody() -> QuerySet[Any, Any]:
    """Ids of what an organisation here runs or somebody was named to write, for use inside another query."""
    held = Editor.objects.filter(HOLDS)
    theirs = Q(provider__organisation__isnull=False) | Q(
        provider__in=held.exclude(provider=None).values("provider")
    )
    return Entry.objects.filter(theirs | Q(pk__in=held.exclude(entry=None).values("entry"))).values("pk")


def keeps_any(by: Actor) -> bool:
    return rules.keeps_all(by) or kept_by(by).exists()


def in_order_of_need(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """What must be looked at first."""
    return rows.select_related(*WITH).order_by(F("check_due").asc(nulls_last=True), "name", "pk")


def must_be_checked(rows: QuerySet[Entry], until: date) -> QuerySet[Entry]:
    """Listed, or aged away, and due by then."""
    aged = Q(gone_at__isnull=False, kind="community", live__isnull=False)
    return rows.filter(Q(gone_at__isnull=True) | aged, check_due__lte=until).exclude(status="defunct")


def told_until() -> date:
    """Up to which day something is due soon: the earliest that any kind is told."""
    weeks = max(one["told_weeks"] for one in beyond.definition()["again"].values())
    return clock.today() + timedelta(weeks=weeks)


def counts(rows: QuerySet[Entry]) -> dict[str, int]:
    """How many there are, are overdue, and are due soon."""
    today = clock.today()
    due = must_be_checked(rows, told_until()).aggregate(
        late=Count("pk", filter=Q(check_due__lt=today)), soon=Count("pk", filter=Q(check_due__gte=today))
    )
    return {"all": rows.count(), **due}


def aged_away(today: date) -> QuerySet[Entry]:
    """Groups without an owner that nobody said is still there."""
    weeks = beyond.definition()["again"]["community"]["gone_weeks"]
    return Entry.objects.filter(
        kind="community", gone_at__isnull=True, check_due__lt=today - timedelta(weeks=weeks)
    )


def told(entry: Entry, draft: EntryDraft | None) -> drafting.Told:
    """What it says: the draft where there is one, else what stands."""
    if draft:
        return drafting.Told(draft.document, draft.local)
    return drafting.Told(entry.live.document, entry.live.local) if entry.live else drafting.Told({}, {})


def seen_at(entry: Entry, draft: EntryDraft | None, section: str) -> str:
    """What a form of this section is read at."""
    return drafting.mark_of(told(entry, draft), section, whole=entry.feed_id is None)


def open_draft(entry: Entry) -> EntryDraft | None:
    return EntryDraft.objects.select_related("base").filter(entry=entry, state__in=OPEN).first()


def last_dropped(entry: Entry) -> EntryDraft | None:
    """What can be taken up again: the newest, if nothing went live since."""
    row = EntryDraft.objects.filter(entry=entry).order_by("-pk").first()
    return row if row and row.state == EntryDraft.State.DROPPED else None


def drafts(by: Actor, state: str) -> QuerySet[EntryDraft]:
    """Of what the actor keeps; a steward sees what is to be checked of everybody."""
    rows = EntryDraft.objects.filter(state=state).select_related("entry__live", "entry__provider", "base")
    if not (rules.keeps_all(by) and state == "asked"):
        rows = rows.filter(entry__in=kept_by(by).values("pk"))
    return rows.order_by("asked_at", "pk")


def users_of(capacities: Iterable[str]) -> set[UUID]:
    return set(Capacity.objects.filter(pk__in=list(capacities)).values_list("user_id", flat=True))


def names_of(capacities: Iterable[UUID | None]) -> dict[UUID, Capacity]:
    """Who did something, for those who keep the directory with them."""
    rows = Capacity.objects.filter(pk__in={one for one in capacities if one})
    return {row.pk: row for row in rows.select_related("user", "organisation")}


def versions(entry: Entry) -> list[EntryVersion]:
    """Newest first."""
    return list(entry.versions.order_by("-number"))


def version_of(entry: Entry, id: UUID) -> EntryVersion | None:
    return entry.versions.filter(pk=id).first()


def claims() -> QuerySet[Editor]:
    """What waits for a steward; not who proposed a group, which is decided with it."""
    rows = Editor.objects.filter(confirmed_at__isnull=True, ended_at__isnull=True)
    rows = rows.exclude(entry__live__isnull=True, entry__isnull=False)
    with_it = ("capacity__user", "capacity__organisation", "provider__organisation", "entry")
    return rows.select_related(*with_it).order_by("pk")


def editor(id: UUID) -> Editor | None:
    return Editor.objects.select_related("provider", "entry", "capacity__user").filter(pk=id).first()


def claimed(by: Actor, entry: Entry) -> Editor | None:
    """What the actor has asked for already, or keeps."""
    rows = Editor.objects.filter(capacity_id=by.capacity_id, ended_at__isnull=True)
    mine = Q(provider=entry.provider) if entry.provider else Q(entry=entry)
    return rows.filter(mine).first()


def providers_of(organisation_id: UUID) -> list[Provider]:
    return list(
        Provider.objects.filter(organisation=organisation_id)
        .annotate(number=Count("entries"))
        .order_by("name")
    )


def provider(id: UUID) -> Provider | None:
    return Provider.objects.filter(pk=id).first()


def editors_of(providers: Iterable[Provider]) -> list[Editor]:
    rows = Editor.objects.filter(HOLDS, provider__in=list(providers))
    return list(rows.select_related("capacity__user", "provider").order_by("capacity__user__name"))


def work_at(organisation: UUID) -> QuerySet[Capacity]:
    """Who can be named as an editor: whoever works there now."""
    now = Q(ends_on__isnull=True) | Q(ends_on__gt=clock.today())
    rows = Capacity.objects.filter(now, organisation=organisation, vouched=True, user__is_active=True)
    return rows.filter(kind__in=["worker", "administrator"]).select_related("user").order_by("user__name")


def organisation(id: UUID) -> Organisation | None:
    return Organisation.objects.filter(pk=id).first()


def waiting_from_nobody(system: UUID) -> int:
    """Proposals without an account that wait to be checked."""
    return EntryDraft.objects.filter(state="asked", created_by=system).count()


def likenesses(*, decided: bool) -> QuerySet[Likeness]:
    rows = Likeness.objects.select_related("entry__live", "entry__feed", "other__live", "other__feed")
    rows = rows.filter(is_same__isnull=not decided)
    return rows.order_by("-decided_at", "pk") if decided else rows.order_by("pk")


def likeness(id: UUID) -> Likeness | None:
    rows = Likeness.objects.select_related(
        "entry__live", "entry__feed", "entry__provider", "other__live", "other__feed", "other__provider"
    )
    return rows.filter(pk=id).first()
