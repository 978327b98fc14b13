"""Writes of visits: who is a visitor, what they find question by question, and showing it."""

from datetime import date, timedelta
from functools import partial
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from unstori.access import audit
from unstori.access.actions.files import check
from unstori.access.rules import Actor
from unstori.access.scanning import CLEAN
from unstori.core import clock, dates, ids
from unstori.directory import saying
from unstori.directory.actions.voice import _decide, withdraw
from unstori.directory.models import Entry, State, Visit, VisitAnswer, Visitor, VisitorLink, VisitPhoto
from unstori.directory.queries import voice as queries
from unstori.directory.rules import voice as rules
from unstori.people.models import Organisation
from unstori.ui import photos

WIDEST = 1200  # a photo on a page needs no more


@transaction.atomic
def invite_visitors(*, by: Actor, organisation: Organisation) -> tuple[VisitorLink, str]:
    """A link that an organisation passes on to people who want to visit. Returns its code, which is kept nowhere."""
    rules.check(rules.is_keeper(by))
    code = ids.public_reference(rules.CODE_LENGTH)
    made = VisitorLink.objects.create(
        organisation=organisation, code_digest=queries.digest_of(code), created_by=by.capacity_id,
        valid_until=clock.now() + timedelta(days=saying.number("invitation_days")),
    )  # fmt: skip
    audit.record(by, "visitor.invite", row=made)
    return made, code


@transaction.atomic
def become_visitor(*, by: Actor, link: VisitorLink) -> Visitor:
    """Whoever holds the link and says yes."""
    held = VisitorLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    already = queries.visitor(by) is not None
    most = saying.number("invitation_most")
    rules.check_joins(kind=by.kind, used=held.used, most=most, already=already)
    VisitorLink.objects.filter(pk=held.pk).update(used=held.used + 1)
    made = Visitor.objects.create(capacity_id=by.capacity_id, organisation_id=held.organisation_id)
    audit.record(by, "visitor.join", row=made)
    return made


@transaction.atomic
def end_visitor(*, by: Actor, visitor: Visitor) -> None:
    """By themselves or by a keeper. What they found stays."""
    rules.check(rules.is_keeper(by) or visitor.capacity_id == by.capacity_id)
    Visitor.objects.filter(pk=visitor.pk, ended_at__isnull=True).update(
        ended_at=clock.now(), ended_by=by.capacity_id
    )
    audit.record(by, "visitor.end", row=visitor)


@transaction.atomic
def begin_visit(*, by: Actor, entry: Entry, kind: str, happened_on: date) -> Visit:
    """A draft, seen by its visitor alone."""
    visitor = queries.visitor(by)
    rules.check_begin(
        visitor=visitor is not None,
        own=rules.is_of(by, queries.organisation_of(entry)),
        later=happened_on > clock.today(),
    )
    assert visitor is not None
    made = Visit.objects.create(
        entry=entry, visitor_id=visitor.pk, kind=kind, happened_on=happened_on, state=State.DRAFT,
        guide_version=saying.guide().version, language=dates.language(),
    )  # fmt: skip
    audit.record(by, "visit.begin", row=made)
    return made


@transaction.atomic
def answer_visit(*, by: Actor, visit: Visit, question: str, choice: str, words: str) -> None:
    """One question. Nothing chosen and nothing written is no answer."""
    held = _own(by, visit)
    asked = saying.guide(held.guide_version).question(question)
    rules.check(asked is not None and (not choice or asked.choice(choice) is not None))
    rules.check_length(words)
    rules.check_send(state=held.state, answered=1)
    if choice or words.strip():
        VisitAnswer.objects.update_or_create(
            visit=held, question=question, defaults={"choice": choice, "words": words.strip()}
        )
    else:
        held.answers.filter(question=question).delete()
    audit.record(by, "visit.answer", row=held, detail={"question": question})


def add_photo(*, by: Actor, visit: Visit, question: str, upload: UploadedFile, words: str) -> VisitPhoto:
    """A photo for one question, in the place of the one before. The look at the file can take long: it holds nobody up."""
    found = check(by=by, upload=upload)
    is_image = found.media_type.startswith("image/")
    rules.check_photo(is_image=is_image, is_clean=found.scan == CLEAN, words=words)
    upload.seek(0)
    content = photos.written_anew(upload.read(), "JPEG", WIDEST)
    with transaction.atomic():
        held = _own(by, visit)
        rules.check(saying.guide(held.guide_version).question(question) is not None)
        rules.check_send(state=held.state, answered=1)
        _drop_photos(held, question)
        row = VisitPhoto(
            visit=held, question=question, words=words.strip()[:300], digest=sha256(content).hexdigest()
        )
        row.file.save("photo", ContentFile(content), save=False)
        row.save(force_insert=True)
        audit.record(by, "visit.photo", row=row)
    return row


@transaction.atomic
def remove_photo(*, by: Actor, visit: Visit, question: str) -> None:
    """Taken away: its file goes too."""
    held = _own(by, visit)
    rules.check_send(state=held.state, answered=1)
    _drop_photos(held, question)
    audit.record(by, "visit.photo_away", row=held)


@transaction.atomic
def withdraw_visit(*, by: Actor, visit: Visit) -> None:
    """Whoever visited takes it back at any time: what was found and photographed goes."""
    held = _own(by, visit)
    _drop_photos(held)
    withdraw(by=by, said=held)


def _drop_photos(visit: Visit, question: str = "") -> None:
    rows = visit.photos.filter(question=question) if question else visit.photos.all()
    for row in rows:
        transaction.on_commit(partial(row.file.storage.delete, str(row.file.name)))
    rows.delete()


@transaction.atomic
def send_visit(*, by: Actor, visit: Visit) -> None:
    """To the keepers, and to the organisation, which may answer before everybody reads it."""
    held = _own(by, visit)
    rules.check_send(state=held.state, answered=held.answers.count())
    held.state, held.sent_at, held.sent_by = State.WAITING, clock.now(), by.capacity_id
    held.save(update_fields=["state", "sent_at", "sent_by"])
    audit.record(by, "visit.send", row=held)


@transaction.atomic
def show_visit(*, by: Actor, visit: Visit, read: str = "") -> None:
    """A keeper has read it, and the organisation has answered or had the time to."""
    rows = Visit.objects.select_for_update(of=("self",)).select_related("entry__provider")
    held = rows.get(pk=visit.pk)
    rules.check(queries.may_decide(by, held.entry))
    rules.check_decides(held.state)
    rules.check_read(read, str(held.sent_at))
    rules.check_show_visit(
        asked=queries.organisation_of(held.entry) is not None,
        replied=held.replies.exclude(state=State.SENT_BACK).exists(),
        days=(clock.now() - held.sent_at).days if held.sent_at else 0,
        given=saying.number("reply_within_days"),
    )
    _decide(by, held, State.SHOWN, ())


def _own(by: Actor, visit: Visit) -> Visit:
    rows = Visit.objects.select_for_update(of=("self",)).select_related("visitor")
    held = rows.get(pk=visit.pk)
    rules.check(held.visitor.capacity_id == by.capacity_id)
    return held
