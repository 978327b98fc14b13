"""What rows of the plan are called, for pages of rooms below that hold only their ids."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.plan.models import (
    Advice,
    DirectPayment,
    DraftAnswer,
    Enquiry,
    Issue,
    Need,
    Outcome,
    Placement,
    PlanPart,
    PlanVersion,
    Provision,
    Step,
    Support,
)


def row_names(sender: Any, *, opened: Opened, ids: set[UUID], **more: Any) -> dict[UUID, tuple[str, str]]:
    """Title and address of those that the actor may see."""
    index = reverse("plan:index", args=[opened.person.reference])
    named: dict[UUID, tuple[str, str]] = {}
    for outcome in opened.rows(Outcome.objects.filter(pk__in=ids)):
        named[outcome.pk] = (
            outcome.words,
            reverse("plan:outcome", args=[opened.person.reference, outcome.pk]),
        )
    for need in opened.rows(Need.objects.filter(pk__in=ids)):
        named[need.pk] = (need.words, index)
    named |= {step.pk: (step.what, index) for step in opened.rows(Step.objects.filter(pk__in=ids))}
    named |= {
        support.pk: (support.what, index) for support in opened.rows(Support.objects.filter(pk__in=ids))
    }
    for version in opened.rows(PlanVersion.objects.filter(pk__in=ids)):
        title = _("The plan, version %(number)s") % {"number": version.number}
        named[version.pk] = (title, reverse("plan:agree", args=[opened.person.reference]))
    for payment in opened.rows(DirectPayment.objects.filter(pk__in=ids)):
        named[payment.pk] = (_("Direct payment"), index)
    for enquiry in opened.rows(Enquiry.objects.filter(pk__in=ids)):
        named[enquiry.pk] = (enquiry.get_kind_display(), index)
    left = ids - named.keys()
    return {**named, **(_learning_names(opened, left) if left else {})}


def _learning_names(opened: Opened, ids: set[UUID]) -> dict[UUID, tuple[str, str]]:
    """Rows of a plan for learning."""
    named: dict[UUID, tuple[str, str]] = {}
    learning = reverse("plan:learning", args=[opened.person.reference])
    for provision in opened.rows(Provision.objects.filter(pk__in=ids).select_related("support")):
        named[provision.pk] = (provision.support.what, learning)
    for place in opened.rows(Placement.objects.filter(pk__in=ids)):
        named[place.pk] = (place.name or place.type or _("Placement"), learning)
    for part in opened.rows(PlanPart.objects.filter(pk__in=ids)):
        named[part.pk] = (_("A part of the plan for learning"), learning)
    for given in opened.rows(Advice.objects.filter(pk__in=ids)):
        named[given.pk] = (given.who, learning)
    for issued in opened.rows(Issue.objects.filter(pk__in=ids)):
        named[issued.pk] = (_("The plan for learning"), learning)
    for said in opened.rows(DraftAnswer.objects.filter(pk__in=ids).select_related("issue")):
        address = reverse("plan:document", args=[opened.person.reference, said.issue.document_id])
        named[said.pk] = (_("What was said of this draft"), address)
    return named
