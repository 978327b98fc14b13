"""Drafts of entries, and who writes them. What stands is written by `actions.entries` alone."""

from typing import Any

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.directory import queries
from unstori.directory.actions import entries, seeking
from unstori.directory.models import OPEN, Editor, Entry, EntryDraft, EntryVersion
from unstori.directory.queries import editing as kept
from unstori.directory.rules import basics, beyond, drafting
from unstori.directory.rules import editing as rules

Document = dict[str, Any]


def require_edits(*, by: Actor, entry: Entry) -> None:
    """Raises RuleBroken for whoever does not keep this entry."""
    rules.check_edits(kept.edits(by, entry))


@transaction.atomic
def write(*, by: Actor, entry: Entry, section: str, said: Document, seen: str) -> EntryVersion | None:
    """One section of an entry, into the draft; what cannot wait stands at once. Raises Clash with both.

    `seen` is what the form was read at (`queries.editing.seen_at`). An answer that is None says nothing any more.
    """
    require_edits(by=by, entry=entry)
    held = Entry.objects.select_for_update().get(pk=entry.pk)
    draft = EntryDraft.objects.select_for_update().filter(entry=held, state__in=OPEN).first()
    now, whole = kept.told(held, draft), held.feed_id is None
    new = _written(now, section, said)
    if new == now:
        return None
    drafting.check_mark(now, section, said, seen, whole=whole)
    drafting.check_stands(new)
    if held.live and beyond.is_at_once(section):
        _into_draft(by, draft, new)
        local = drafting.with_said(held.live.local, section, said, clock.today())
        return entries.stand(by=by, entry=held, local=local)
    draft = draft or _begin(by, held)
    _into_draft(by, draft, new)
    audit.record(by, "entry.write", row=draft, detail={"section": section})
    return None


def _written(now: drafting.Told, section: str, said: Document) -> drafting.Told:
    if section != drafting.BASICS:
        return now._replace(local=drafting.with_said(now.local, section, said, clock.today()))
    postcode = said.get("postcode")
    point = queries.near(postcode) if postcode else None
    return now._replace(document=basics.with_basics(now.document, said, point))


def _begin(by: Actor, entry: Entry) -> EntryDraft:
    told = kept.told(entry, None)
    return EntryDraft.objects.create(
        entry=entry, base=entry.live, created_by=by.capacity_id, document=told.document, local=told.local
    )


def _into_draft(by: Actor, draft: EntryDraft | None, told: drafting.Told) -> None:
    """Who is asked to check it must look again at what is written meanwhile."""
    if draft is None:
        return
    draft.document, draft.local = told
    draft.hands = [*dict.fromkeys([*draft.hands, str(by.capacity_id)])]
    draft.version += 1
    if draft.state == EntryDraft.State.BACK:
        draft.state = EntryDraft.State.WRITING
    draft.save()


@transaction.atomic
def send(*, by: Actor, draft: EntryDraft) -> None:
    """Somebody else is asked to check it."""
    held = open_draft(by=by, draft=draft, to="asked")
    rules.check_changed(_changes(held))
    held.state, held.asked_at, held.asked_by = EntryDraft.State.ASKED, clock.now(), by.capacity_id
    held.save()
    audit.record(by, "entry.ask", row=held)


@transaction.atomic
def make_live(*, by: Actor, draft: EntryDraft, version: int) -> EntryVersion:
    """Somebody who did not write it has read it, as it was at that version."""
    held = open_draft(by=by, draft=draft, to="live")
    rules.check_checks(user_id=by.user_id, hands=kept.users_of([*held.hands, str(held.created_by)]))
    if held.version != version:
        raise RuleBroken(_("It was changed while you were reading. Look at it again."))
    entry = Entry.objects.select_related("live").get(pk=held.entry_id)
    live, base = kept.told(entry, None), _base(held)
    document = beyond.laid_over(live.document, base.document, held.document)
    local = beyond.laid_over(live.local, base.local, held.local)
    if entry.feed_id is None:
        document = document | {"last_modified": clock.now().isoformat(timespec="seconds")}
    made = entries.stand(by=by, entry=entry, document=document, local=local)
    _say_checked(by, entry)
    decided(by=by, draft=held, state=EntryDraft.State.LIVE)
    proposers = Editor.objects.filter(entry=entry, confirmed_at__isnull=True, ended_at__isnull=True)
    if not base.document:
        proposers.update(confirmed_at=clock.now(), confirmed_by=by.capacity_id)
    audit.record(by, "entry.check", row=held)
    return made


def _base(draft: EntryDraft) -> drafting.Told:
    base = draft.base
    return drafting.Told(base.document, base.local) if base else drafting.Told({}, {})


def _changes(draft: EntryDraft) -> list[str]:
    base = _base(draft)
    return [*beyond.changed(base.document, draft.document), *beyond.changed(base.local, draft.local)]


@transaction.atomic
def send_back(*, by: Actor, draft: EntryDraft, word: str) -> None:
    """It needs something more first."""
    held = open_draft(by=by, draft=draft, to="back")
    rules.check_word(word)
    held.word = word.strip()
    decided(by=by, draft=held, state=EntryDraft.State.BACK)
    audit.record(by, "entry.send_back", row=held)


@transaction.atomic
def drop(*, by: Actor, draft: EntryDraft) -> None:
    """What was written is not wanted; what stands stays. It is kept, so that it can be taken up again."""
    held = open_draft(by=by, draft=draft, to="dropped")
    decided(by=by, draft=held, state=EntryDraft.State.DROPPED)
    audit.record(by, "entry.drop", row=held)


@transaction.atomic
def take_up(*, by: Actor, draft: EntryDraft) -> None:
    """A draft that was dropped, as it was."""
    held = _hold(draft)
    require_edits(by=by, entry=held.entry)
    if held.state != EntryDraft.State.DROPPED or kept.open_draft(held.entry):
        raise RuleBroken(_("Somebody has decided this already. Look at it again."))
    held.state, held.decided_at, held.decided_by = EntryDraft.State.WRITING, None, None
    held.save()
    audit.record(by, "entry.take_up", row=held)


def open_draft(*, by: Actor, draft: EntryDraft, to: str) -> EntryDraft:
    held = _hold(draft)
    require_edits(by=by, entry=held.entry)
    rules.check_step(held.state, to)
    return held


def _hold(draft: EntryDraft) -> EntryDraft:
    """The entry first, as `write` and an import do: nothing that stands changes between reading and writing."""
    Entry.objects.select_for_update(of=("self",)).get(pk=draft.entry_id)
    rows = EntryDraft.objects.select_for_update(of=("self",)).select_related("entry__provider", "base")
    return rows.get(pk=draft.pk)


def decided(*, by: Actor, draft: EntryDraft, state: str) -> None:
    draft.state, draft.decided_at, draft.decided_by = state, clock.now(), by.capacity_id
    draft.save()


@transaction.atomic
def still_right(*, by: Actor, entry: Entry) -> None:
    """One press: somebody who keeps it has looked. What had aged away is listed again."""
    require_edits(by=by, entry=entry)
    if entry.live_id is None:
        raise RuleBroken(_("This entry is not live yet."))
    _say_checked(by, entry)
    audit.record(by, "entry.still_right", row=entry)


def _say_checked(by: Actor, entry: Entry) -> None:
    held = Entry.objects.select_for_update().get(pk=entry.pk)
    held.checked_at, held.checked_by, held.checked_for_id = clock.now(), by.capacity_id, by.organisation_id
    held.check_due = beyond.check_again_on(held.kind, clock.today())
    names = ["checked_at", "checked_by", "checked_for", "check_due"]
    again = held.kind == "community" and held.gone_at is not None
    if again:
        held.gone_at = held.gone_by = None
        names += ["gone_at", "gone_by"]
    held.save(update_fields=names)
    if again:
        seeking.index([held], by=by)


@transaction.atomic
def age_away(*, by: Actor) -> int:
    """Groups without an owner that nobody said is still there are not listed; one press brings one back."""
    rows = list(kept.aged_away(clock.today()))
    seeking.take_out(rows, by=by, deed="entry.age_away")
    return len(rows)
