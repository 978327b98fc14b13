"""Writes of what was asked, of what somebody chose to tell, and of answers.

A count says nothing about anybody, and so its writes leave no row in the audit: that would say the second in which
somebody looked for something (ADR 0072).
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Max

from unstori.access import audit
from unstori.access.queries.forgetting import kept_until
from unstori.access.rules import Actor
from unstori.core import clock, dates
from unstori.directory.models import Answer, AnswerVersion, Question, SeldomWord, Wish
from unstori.directory.queries import entitlements
from unstori.directory.queries import questions as queries
from unstori.directory.rules import questions as rules
from unstori.directory.rules.asking import Asked

_minute = [0, 0]  # which, and how much was noted in it by this process


def _is_enough() -> bool:
    """A crawler that asks without an end writes no more than a busy morning does."""
    now = int(time.monotonic() // 60)
    if _minute[0] != now:
        _minute[:] = [now, 0]
    _minute[1] += 1
    return _minute[1] > queries.policy()["most_a_minute"]


def note(*, by: Actor, asked: Asked, outcome: str, agent: str) -> None:
    """Somebody looked for this, and that came of it: one more in the count of its week. Nothing of them is known."""
    if not asked.text.strip() or rules.is_robot(agent) or _is_enough():
        return
    policy, today = queries.rules_of(), clock.today()
    every = rules.left_of(asked.text, vocabulary=(), policy=policy).unknown
    left = rules.left_of(asked.text, vocabulary=queries.vocabulary(every), policy=policy)
    with transaction.atomic():
        _hear(left.unknown, today)
        if left.known:
            _count(asked, " ".join(left.known)[:200], outcome, rules.week_of(today))


def _count(asked: Asked, terms: str, outcome: str, week: date) -> None:
    bands = [(one["id"], one["from"], one["before"]) for one in entitlements.asking()["ages"]]
    said: dict[str, Any] = {
        "week": week, "terms": terms, "outcome": outcome, "band": rules.band_of(asked.age, bands),
        "area": rules.area_in(asked.place, asked.text),
    }  # fmt: skip
    rest = {"created_at": clock.midnight(week), "kept_until": kept_until(Question)}
    row, _new = Question.objects.get_or_create(**said, defaults=rest)
    Question.objects.filter(pk=row.pk).update(count=F("count") + 1)


def _hear(unknown: Sequence[str], today: date) -> None:
    """Words that the directory does not know: once a day each, by their digest. Asked on enough days, they are words."""
    enough = queries.policy()["days_of_a_word"]
    for word in unknown:
        row, new = SeldomWord.objects.get_or_create(
            digest=queries.digest_of(word),
            defaults={"last_on": today, "created_at": clock.midnight(today), "kept_until": kept_until(SeldomWord)},
        )  # fmt: skip
        if new or row.last_on == today:
            continue
        days = row.days + 1
        SeldomWord.objects.filter(pk=row.pk).update(
            days=days, last_on=today, word=word if days >= enough else row.word, kept_until=kept_until(SeldomWord)
        )  # fmt: skip


@transaction.atomic
def tell(*, by: Actor, words: str, area: str = "") -> Wish:
    """What somebody looked for, in their words and because they want us to know."""
    policy = queries.policy()
    rules.check_wish(
        words, longest=policy["longest_wish"], today=queries.wishes_today(), most=policy["wishes_a_day"]
    )
    made = Wish.objects.create(
        id=uuid4(),  # the usual id would tell the second
        words=words.strip(), language=dates.language(), area=rules.area_in(area),
        created_at=clock.midnight(clock.today()), kept_until=kept_until(Wish),
    )  # fmt: skip
    audit.record(by, "wish.tell", row=made)
    return made


@transaction.atomic
def decide_wish(*, by: Actor, wish: Wish, show: bool) -> None:
    """Whether those who plan services read it. It can be decided anew."""
    rules.check_keeps(by)
    held = Wish.objects.select_for_update().get(pk=wish.pk)
    state = Wish.State.SHOWN if show else Wish.State.PUT_AWAY
    Wish.objects.filter(pk=held.pk).update(state=state, decided_at=clock.now(), decided_by=by.capacity_id)
    audit.record(by, f"wish.{state}", row=held)


@dataclass(frozen=True)
class Said:
    """What an answer says, both languages beside each other."""

    asked: tuple[str, str]
    said: tuple[str, str]
    themes: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    entitlements: tuple[str, ...] = ()
    found: tuple[str, str] = ("", "")
    times: int | None = None

    def as_fields(self) -> dict[str, Any]:
        texts = {"asked": self.asked, "said": self.said, "found": self.found}
        pairs = {
            f"{name}_{key}": text[i].strip()
            for name, text in texts.items()
            for i, key in enumerate(("en", "cy"))
        }
        lists = {
            "themes": list(self.themes),
            "entries": list(self.entries),
            "entitlements": list(self.entitlements),
        }
        found_on = clock.today() if self.found[0].strip() else None
        return {**pairs, **lists, "times": self.times, "found_on": found_on}


@transaction.atomic
def write_answer(*, by: Actor, said: Said, answer: Answer | None = None) -> AnswerVersion:
    """A new answer, or a new version of one. Nobody else reads it before it is shown."""
    rules.check_keeps(by)
    rules.check_answer(asked=said.asked, said=said.said)
    rules.check_found(found=said.found)
    held = (
        Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
        if answer
        else Answer.objects.create()
    )
    last = held.versions.aggregate(last=Max("number"))["last"] or 0
    made = AnswerVersion.objects.create(
        answer=held, number=last + 1, created_by=by.capacity_id, **said.as_fields()
    )
    audit.record(by, "answer.write", row=made)
    return made


@transaction.atomic
def show_answer(*, by: Actor, version: AnswerVersion) -> None:
    """This version is what everybody reads from now on; also an older one."""
    rules.check_keeps(by)
    held = Answer.objects.select_for_update(of=("self",)).get(pk=version.answer_id)
    Answer.objects.filter(pk=held.pk).update(live=version, live_at=clock.now(), live_by=by.capacity_id)
    audit.record(by, "answer.show", row=version)


@transaction.atomic
def hide_answer(*, by: Actor, answer: Answer) -> None:
    """Nobody reads it any more; it can be shown again."""
    rules.check_keeps(by)
    held = Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    Answer.objects.filter(pk=held.pk).update(live=None, live_at=None, live_by=None)
    audit.record(by, "answer.hide", row=held)
