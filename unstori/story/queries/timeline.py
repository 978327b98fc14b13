"""A person's timeline: one query for the entries, and a fixed few for what hangs on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from unstori.access.door import Opened
from unstori.people.models import Capacity
from unstori.story import rules
from unstori.story.models import Answer, Attachment, Entry, Promise
from unstori.story.queries.conversations import conversations
from unstori.story.queries.missing import missing
from unstori.story.queries.promises import OWNER

PAGE = 20


@dataclass(frozen=True)
class Filters:
    """What a reader asks to see; empty means all."""

    q: str = ""
    kind: str = ""
    section: str = ""
    who: str = ""
    since: date | None = None
    until: date | None = None


def timeline(
    opened: Opened, filters: Filters | None = None, before: tuple[date, UUID] | None = None, size: int = PAGE
) -> list[Entry]:
    """Newest first, one row more than `size` when there is more. `before` is the last row of the page before.

    Pages keep their length and their rows however much is added at the top, because each begins at a row.
    """
    rows = _filtered(standing(opened), filters or Filters())
    if before:
        rows = rows.filter(Q(sort_on__lt=before[0]) | Q(sort_on=before[0], pk__lt=before[1]))
    return list(_with_what_hangs_on_it(opened, rows).order_by("-sort_on", "-pk")[: size + 1])


def standing(opened: Opened) -> QuerySet[Entry]:
    """Entries that no correction, as this reader sees it, stands before."""
    corrections = opened.rows(Entry.objects.filter(corrects=OuterRef("pk")))
    return opened.rows(Entry.objects.all()).filter(~Exists(corrections))


def entry(opened: Opened, id: UUID) -> Entry:
    """One entry with what hangs on it. Raises NotFound."""
    found = _with_what_hangs_on_it(opened, opened.rows(Entry.objects.filter(pk=id))).first()
    if found is None:
        raise missing(opened)
    return found


def entries_by_id(opened: Opened, ids: set[UUID]) -> QuerySet[Entry]:
    """Those of these rows that are entries which this reader may see."""
    return opened.rows(Entry.objects.filter(pk__in=ids))


def correction_of(opened: Opened, entry: Entry) -> Entry | None:
    """What stands before an entry, as this reader sees it."""
    return opened.rows(Entry.objects.filter(corrects=entry)).first()


def entry_chain(opened: Opened, entry: Entry) -> list[Entry]:
    """What an entry said before it was corrected, newest first."""
    chain: list[Entry] = []
    while entry.corrects_id:
        earlier = (
            opened.rows(Entry.objects.filter(pk=entry.corrects_id)).select_related("created_by__user").first()
        )
        if earlier is None:
            break
        chain.append(earlier)
        entry = earlier
    return chain


def authors(opened: Opened) -> QuerySet[Capacity]:
    """Who wrote in the part of the story that this reader sees."""
    wrote = opened.rows(Entry.objects.all()).order_by().values("created_by").distinct()
    return (
        Capacity.objects.filter(pk__in=wrote)  # from the story's rows, not from everybody who has an account
        .select_related("user", "person", "organisation")
        .order_by("user__name")
    )


def contacts(opened: Opened, size: int = 60) -> list[Entry]:
    """Who contacted the family, newest first, with what hangs on it."""
    return list(_with_what_hangs_on_it(opened, _contacts(opened))[:size])


def last_contacts(opened: Opened, size: int = 10) -> list[Entry]:
    """The newest few, to say who was in touch last and how often today."""
    return list(_contacts(opened).select_related(*AUTHOR)[:size])


def _contacts(opened: Opened) -> QuerySet[Entry]:
    return standing(opened).filter(kind__in=rules.CONTACTS).order_by("-sort_on", "-pk")


def attachment(opened: Opened, id: UUID) -> Attachment:
    """One file, if what it stands beside may be seen and it was found clean, or is one's own. Raises NotFound."""
    beside = Q(entry__in=opened.rows(Entry.objects.all()))
    beside |= Q(
        answer__in=opened.rows(Answer.objects.all()),
        answer__conversation__in=conversations(opened).order_by(),
    )
    found = _files(opened).filter(beside, pk=id).first()
    if found is None or not found.file:
        raise missing(opened)
    return found


def files_of(opened: Opened, entries: Iterable[Entry]) -> QuerySet[Attachment]:
    """Everything that hangs on these entries, or was shown in what they tell of, and may be opened, oldest first."""
    held = list(entries)
    talked = [entry.about_id for entry in held if entry.event == "conversation.finished"]
    beside = Q(entry__in=[entry.pk for entry in held]) | Q(answer__conversation__in=talked)
    rows = _files(opened).filter(beside).exclude(file="")
    return rows.select_related("entry", "created_by__user").order_by("created_at")


AUTHOR = ("created_by__user", "created_by__organisation", "created_by__person")


def _filtered(rows: QuerySet[Entry], asked: Filters) -> QuerySet[Entry]:
    for word in asked.q.split():
        rows = rows.filter(
            Q(words__icontains=word)
            | Q(title__icontains=word)
            | Q(title_cy__icontains=word)
            | Q(said_by__icontains=word)
        )
    if asked.kind == rules.WRITTEN:
        rows = rows.exclude(noted())
    exact = {"kind": asked.kind.replace(rules.WRITTEN, ""), "section": asked.section, "created_by_id": asked.who,
             "sort_on__gte": asked.since, "sort_on__lte": asked.until}  # fmt: skip
    return rows.filter(**{field: value for field, value in exact.items() if value})


def noted() -> Q:
    """`rules.is_noted` for rows; a test shows that the two agree."""
    return Q(kind=rules.NOTED, words="", source="") & ~Q(event__in=("", *rules.TOLD_APART))


def _with_what_hangs_on_it(opened: Opened, rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """Authors, the original of a correction, files and promises, in a fixed number of queries."""
    return rows.select_related(*AUTHOR, "corrects__created_by__user").prefetch_related(
        Prefetch("attachments", queryset=_files(opened).order_by("created_at")),
        Prefetch("corrects__attachments", queryset=_files(opened).order_by("created_at")),
        Prefetch("promises", queryset=opened.rows(Promise.objects.select_related(*OWNER))),
    )


def _files(opened: Opened) -> QuerySet[Attachment]:
    """Files are seen by those who see their entry, once they are clean; until then by who brought them."""
    mine = Q(created_by_id=opened.actor.capacity_id) & ~Q(scan=Attachment.Scan.REFUSED)
    rows = Attachment.objects.filter(Q(scan=Attachment.Scan.CLEAN) | mine, person=opened.person)
    return rows.exclude(pk__in=opened.withheld) if opened.withheld else rows
