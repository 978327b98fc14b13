"""A plan of the law: its draft, its final plan, its changes and its end. Each is a frozen document."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import NotFound, Opened, require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.people.models import Language, Person
from unstori.plan import catalogue, queries, rules, staging
from unstori.plan.models import Document, DraftAnswer, Issue
from unstori.plan.queries.holding import check_seen
from unstori.plan.signals import issued
from unstori.story.actions.timeline import tell

SECTION = "learning"
SAYS = {
    "draft": _("A draft of the plan for learning was made"),
    "final": _("The plan for learning is final"),
    "amended": _("The plan for learning was amended"),
    "ceased": _("The plan for learning ended"),
}


@transaction.atomic
def make_draft(*, by: Actor, person: Person, layout: str, language: str, answer_by: date | None) -> Issue:
    """The plan as it stands, for the family to answer. What is missing is said in it."""
    opened, made = _opened(by, person, layout)
    rules.check_draft(answer_by=answer_by, today=clock.today(), days=made.get("family_days", 0))
    return _issue(opened, made, Issue.Stage.DRAFT, language, answer_by=answer_by)


@transaction.atomic
def answer_draft(*, by: Actor, issue: Issue, words: str, school: str = "", whose: str = "") -> DraftAnswer:
    """What somebody says of a draft: their own answer, or that of somebody who told a worker."""
    permission = Permission.ADD if rules.can_issue(by.kind) else Permission.SEE
    opened = require(by, issue.person_id, permission, section=SECTION, about=[issue])
    check_seen(opened, issue)
    # whoever makes the plan final at this moment waits, and finds the answer
    Person.objects.select_for_update(no_key=True).get(pk=opened.person.pk)
    last = queries.last_issue(opened, issue.layout)
    by_worker = rules.can_issue(by.kind)
    rules.check_answer(
        stage=issue.stage, is_last=last == issue, words=words, by_worker=by_worker, whose=whose
    )
    said = DraftAnswer.objects.create(
        issue=issue, words=words, school=school, whose=whose if by_worker else by.user_name, section=SECTION,
        **audit.stamp(by=by, person=opened.person),
    )  # fmt: skip
    says = _("Said of the draft of the plan for learning")
    tell(by=by, row=said, event="draft.answered", says=says, words=words, said_by=said.whose)
    issued.send(sender=Issue, by=by, opened=opened, issue=issue, what="answer", words=words, school=school)
    return said


@transaction.atomic
def make_final(
    *, by: Actor, person: Person, layout: str, language: str, heard: str = "", silent: bool = False
) -> Issue:
    """After a draft and the family's answer, with nothing missing. Where one stands already, it is amended."""
    opened, made = _opened(by, person, layout)
    last, stands = queries.last_issue(opened, layout), queries.standing(opened, layout)
    rules.check_final(
        last=last.stage if last else "", gaps=len(queries.gaps_of(opened, made)), heard=heard, silent=silent,
        answer_by=last.answer_by if last else None, today=clock.today(),
    )  # fmt: skip
    stage = Issue.Stage.AMENDED if stands else Issue.Stage.FINAL
    return _issue(opened, made, stage, language, heard=heard, silent=silent)


@transaction.atomic
def cease(*, by: Actor, person: Person, layout: str, why: str) -> Issue:
    """The plan ends. Its documents stay, and what it secured stays in the plan of life until it stops there."""
    opened, made = _opened(by, person, layout)
    stands = queries.standing(opened, layout)
    rules.check_cease(stands=stands is not None, why=why)
    assert stands is not None
    return _keep(opened, made, Issue.Stage.CEASED, stands.document, stands.other, before=stands, why=why)


def _opened(by: Actor, person: Person, layout: str) -> tuple[Opened, dict[str, Any]]:
    """The door, and the layout where it holds for the person. Two at once wait for each other."""
    opened = require(by, person.pk, Permission.ADD, section=SECTION)
    rules.check_maker(by.kind)
    here = catalogue.of_law(opened.person.jurisdiction, opened.person.born_on)
    made = next((one for one in here if one["id"] == layout), None)
    if made is None:
        raise NotFound(reference=person.reference, permission=Permission.ADD, person_id=opened.person.pk)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    return opened, made


def _issue(opened: Opened, layout: dict[str, Any], stage: str, language: str, **more: Any) -> Issue:
    stands = queries.standing(opened, layout["id"])
    both = [
        language,
        *(code for code in Language.values if code != language and layout.get("both_languages")),
    ]
    number = _next_number(opened.person, layout["id"])
    kept = [_document(opened, layout, code, stage, number, stands, more.get("answer_by")) for code in both]
    return _keep(opened, layout, stage, kept[0], kept[1] if len(kept) > 1 else None, before=stands, **more)


def _document(
    opened: Opened, layout: dict[str, Any], language: str, stage: str, number: int, before: Issue | None,
    answer_by: date | None,
) -> Document:  # fmt: skip
    content = staging.content(
        opened, layout, language, stage, number=number, answer_by=answer_by, before=before
    )
    return Document.objects.create(
        layout=layout["id"], layout_version=layout["version"], language=language, title=layout["title"][language],
        content=content, digest=rules.digest_of(content), sections_used=content["sections"], section=SECTION,
        plan_version=queries.latest_version(opened), **audit.stamp(by=opened.actor, person=opened.person),
    )  # fmt: skip


def _keep(
    opened: Opened,
    layout: dict[str, Any],
    stage: str,
    document: Document,
    other: Document | None,
    **more: Any,
) -> Issue:
    by, person = opened.actor, opened.person
    made = Issue.objects.create(
        document=document, other=other, layout=layout["id"], stage=stage, section=SECTION,
        number=_next_number(person, layout["id"]), **more, **audit.stamp(by=by, person=person),
    )  # fmt: skip
    tell(by=by, row=made, event=f"issue.{stage}", says=SAYS[stage], words=more.get("why", ""))
    what = Issue.Stage.FINAL if stage == Issue.Stage.AMENDED else stage
    issued.send(sender=Issue, by=by, opened=opened, issue=made, what=what, words=made.why, school="")
    return made


def _next_number(person: Person, layout: str) -> int:
    return Issue.objects.filter(person=person, layout=layout).count() + 1
