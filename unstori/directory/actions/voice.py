"""Writes of what families say about entries. What a keeper decides is told to the audit, and nothing to anybody's story."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction

from unstori.access import audit
from unstori.access.queries.forgetting import kept_until
from unstori.access.rules import Actor
from unstori.core import clock, dates, ids
from unstori.directory import saying
from unstori.directory.models import Entry, Reply, Report, Review, ReviewText, State, Visit
from unstori.directory.queries import voice as queries
from unstori.directory.rules import voice as rules
from unstori.people.models import Capacity

UNANSWERED = timedelta(days=365)  # until somebody answers it; then the rule's own time


@transaction.atomic
def report(*, by: Actor, entry: Entry, parts: Collection[str], words: str = "") -> tuple[Report, str]:
    """This is wrong. Returns the code that opens the answer: it is kept nowhere."""
    rules.check_report(parts=parts, known=[one.id for one in saying.choices("parts")], words=words)
    if by.is_system:
        most = saying.number("about_one_entry_a_day")
        rules.check_not_flooded(lately=queries.reports_lately(entry), most=most)
    code = ids.public_reference(rules.CODE_LENGTH)
    made = Report.objects.create(
        entry=entry, version_id=entry.live_id, code_digest=queries.digest_of(code), parts=list(parts),
        words=words.strip(), language=dates.language(), author_id=None if by.is_system else by.capacity_id,
        due_on=clock.today() + timedelta(days=saying.number("answer_within_days")),
        kept_until=clock.now() + UNANSWERED,
    )  # fmt: skip
    audit.record(by, "report.make", row=made)
    return made, code


@transaction.atomic
def look_at_report(*, by: Actor, report: Report) -> None:
    """Somebody has taken it up: whoever asked sees that."""
    held = Report.objects.select_for_update(of=("self",)).select_related("entry__provider").get(pk=report.pk)
    rules.check(queries.may_answer(by, held.entry))
    if held.looked_at is None and held.answered_at is None:
        Report.objects.filter(pk=held.pk).update(looked_at=clock.now(), looked_by=by.capacity_id)
        audit.record(by, "report.look", row=held)


@transaction.atomic
def answer_report(
    *, by: Actor, report: Report, outcome: str, because: str = "", words: str = "", language: str = ""
) -> None:
    """Mended, or why not. Read by whoever holds the code."""
    held = Report.objects.select_for_update(of=("self",)).select_related("entry__provider").get(pk=report.pk)
    rules.check(queries.may_answer(by, held.entry))
    known = [one.id for one in saying.choices("unchanged")]
    because = because if outcome == Report.Outcome.UNCHANGED else ""
    rules.check_answer(
        answered=held.answered_at is not None, outcome=outcome, because=because, known=known, words=words
    )
    Report.objects.filter(pk=held.pk).update(
        answered_at=clock.now(), answered_by=by.capacity_id, outcome=outcome, because=because,
        answer=words.strip(), answer_language=language or dates.language(), kept_until=kept_until(Report),
    )  # fmt: skip
    audit.record(by, "report.answer", row=held, detail={"outcome": outcome, "because": because})


@transaction.atomic
def write_review(
    *, by: Actor, entry: Entry, good: str, better: str, again: str, as_whom: str, language: str = ""
) -> Review:
    """New, or written again: what stood before is not written over, and nothing is shown until somebody has looked."""
    works_there = rules.is_of(by, queries.organisation_of(entry)) or queries.is_editor(by, entry)
    rules.check_review(good=good, better=better, own=works_there)
    rules.check(as_whom in {one.id for one in saying.as_whom(by.kind)})
    rules.check(again in {one.id for one in saying.choices("again")})
    Capacity.objects.select_for_update(no_key=True).get(pk=by.capacity_id)  # who presses twice writes one
    rows = Review.objects.select_for_update(of=("self",)).filter(entry=entry, author_id=by.capacity_id)
    held = rows.exclude(state=State.WITHDRAWN).first() or Review(entry=entry, author_id=by.capacity_id)
    held.state, held.as_whom = State.WAITING, as_whom
    held.sent_at, held.sent_by = clock.now(), by.capacity_id
    held.save()
    ReviewText.objects.create(
        review=held, good=good.strip(), better=better.strip(), again=again,
        language=language or dates.language(),
    )  # fmt: skip
    audit.record(by, "review.write", row=held)
    return held


@transaction.atomic
def show(*, by: Actor, said: Review, read: str = "") -> None:
    """A keeper has read it: everybody can. `read`: when that was sent which they read."""
    held = Review.objects.select_for_update(of=("self",)).select_related("entry__provider").get(pk=said.pk)
    rules.check(queries.may_decide(by, held.entry))
    rules.check_decides(held.state)
    rules.check_read(read, str(held.sent_at))
    _decide(by, held, State.SHOWN, ())


@transaction.atomic
def send_back(*, by: Actor, said: Review | Visit, because: Collection[str]) -> None:
    """To whoever wrote it, with kind reasons; their words stay theirs. Also what was shown can be called back."""
    model = type(said)
    rows = model._default_manager.select_for_update(of=("self",)).select_related("entry__provider")
    held = rows.get(pk=said.pk)
    rules.check(queries.may_decide(by, held.entry))
    if held.state != State.SHOWN:
        rules.check_decides(held.state)
    rules.check_reasons(because, [one.id for one in saying.choices("sent_back")])
    _decide(by, held, State.SENT_BACK, because)


def _decide(by: Actor, held: Review | Visit, state: str, because: Collection[str]) -> None:
    held.state, held.because = state, list(because)
    held.decided_at, held.decided_by = clock.now(), by.capacity_id
    held.save(update_fields=["state", "because", "decided_at", "decided_by"])
    what = f"{held._meta.model_name}.{state}"
    audit.record(by, what, row=held, detail={"because": list(because)} if because else None)


@transaction.atomic
def withdraw(*, by: Actor, said: Review | Visit) -> None:
    """Whoever wrote it takes it back at any time: the words go, and what was answered to them."""
    model = type(said)
    held = model._default_manager.select_for_update(of=("self",)).get(pk=said.pk)
    author = held.author_id if isinstance(held, Review) else held.visitor.capacity_id
    rules.check(author == by.capacity_id)
    rules.check_withdraw(held.state)
    (held.texts if isinstance(held, Review) else held.answers).all().delete()
    held.replies.all().delete()
    held.state = State.WITHDRAWN
    held.save(update_fields=["state"])
    audit.record(by, f"{held._meta.model_name}.withdraw", row=held)


@transaction.atomic
def reply(*, by: Actor, to: Review | Visit, words: str, language: str = "") -> Reply:
    """What the organisation says to it, once."""
    model = type(to)
    rows = model._default_manager.select_for_update(of=("self",)).select_related("entry__provider")
    held = rows.get(pk=to.pk)
    rules.check(queries.may_reply(by, held.entry))
    about = "review" if isinstance(held, Review) else "visit"
    replied = held.replies.exclude(state=State.SENT_BACK).exists()
    rules.check_reply(state=held.state, about=about, replied=replied, words=words)
    assert by.organisation_id is not None
    made = Reply.objects.create(
        organisation_id=by.organisation_id, words=words.strip(), language=language or dates.language(),
        created_by=by.capacity_id, **{about: held},
    )  # fmt: skip
    audit.record(by, "reply.write", row=made)
    return made


@transaction.atomic
def decide_reply(*, by: Actor, reply: Reply, because: Collection[str] = ()) -> None:
    """Shown beside what it answers; with reasons it goes back, and the organisation can answer anew."""
    held = Reply.objects.select_for_update(of=("self",)).get(pk=reply.pk)
    rules.check(queries.may_decide(by, queries.about(held).entry))
    rules.check_decides(held.state)
    if because:
        rules.check_reasons(because, [one.id for one in saying.choices("sent_back")])
    state = State.SENT_BACK if because else State.SHOWN
    Reply.objects.filter(pk=held.pk).update(
        state=state, because=list(because), decided_at=clock.now(), decided_by=by.capacity_id
    )
    audit.record(by, f"reply.{state}", row=held, detail={"because": list(because)} if because else None)
