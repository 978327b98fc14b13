"""Sentences about a plan that pages and documents share."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.core.dates import format_date
from unstori.core.words import spoken
from unstori.people.who import role_said, who
from unstori.plan import rules
from unstori.plan.models import (
    Agreement,
    Change,
    DirectPayment,
    Enquiry,
    Need,
    Outcome,
    Placement,
    Provision,
    Rating,
    Support,
    WellBeingView,
)
from unstori.plan.rules import Difference, View


def view_of(rating: Rating) -> View:
    return View(rater=rating.rater, name=rating.rater_name, going=rating.going, on=rating.rated_on)


def difference_sentence(differences: Iterable[Difference]) -> str:
    """'School says 8, Geth says 6.' for each that differs by two or more."""
    return " ".join(
        _("%(other)s says %(theirs)s, %(own)s says %(mine)s.")
        % {"other": d.other.name, "theirs": d.other.going, "own": d.own.name, "mine": d.own.going}
        for d in differences
    )


def rating_sentence(views: list[View]) -> str:
    """What the person's own line means: from what to what, since when, and whether that is worth noticing."""
    own = sorted((view for view in views if view.own), key=lambda view: view.on)
    if not own:
        return (
            _("Nobody has asked yet how it is going for the person.")
            if not views
            else _("The person has not said yet how it is going.")
        )
    first, last = own[0], own[-1]
    words = {"who": last.name, "before": first.going, "now": last.going, "since": format_date(first.on)}
    if len(own) == 1:
        return _("%(who)s says %(now)s out of 10.") % words
    if not rules.is_worth_noticing(first.going, last.going):
        return _("%(who)s says %(now)s out of 10, about the same as on %(since)s.") % words
    if last.going > first.going:
        return _("%(who)s says it is getting better: from %(before)s to %(now)s since %(since)s.") % words
    return _("%(who)s says it is getting worse: from %(before)s to %(now)s since %(since)s.") % words


def rated_by(rating: Rating | WellBeingView) -> str:
    """Whose rating, and on what it stands."""
    said = [rating.rater_name]
    if rating.rater_relation:
        said[0] += f" ({role_said(rating.rater_relation)})"
    if rating.with_help_of:
        said.append(_("with help from %(who)s") % {"who": rating.with_help_of})
    if rating.basis:
        said.append(str(Rating.Basis(rating.basis).label))
    if rating.person_present is not None:
        said.append(_("they were there") if rating.person_present else _("they were not there"))
    return ", ".join(said)


def span_sentence(starts_on: date | None, ends_on: date | None) -> str:
    """'from 3 May 2026 until 1 June 2026'."""
    first, last = (format_date(day, year=True) if day else "" for day in (starts_on, ends_on))
    if first and last:
        return _("from %(first)s until %(last)s") % {"first": first, "last": last}
    if first:
        return _("from %(first)s") % {"first": first}
    return _("until %(last)s") % {"last": last} if last else ""


def payment_words(amount: Decimal | str, every: str) -> str:
    """'£120.50 every week'."""
    return f"£{Decimal(amount):,.2f} {DirectPayment.Every(every).label}"


def payment_sentence(payment: DirectPayment) -> str:
    return payment_words(payment.amount, payment.every)


# The field by which something is new; another that was empty before is told by its own name.
FIRST = {"outcome": ("words",), "provision": ("what",), "need": ("words", "eligible")}


def _new(kind: str) -> str:
    """That there is something new, by its kind."""
    return {
        "outcome": _("New outcome: “%(after)s”"),
        "step": _("New step: %(after)s"),
        "support": _("New in the plan: %(after)s"),
        "need": _("New need: %(after)s"),
        "review": _("Next review: %(after)s"),
        "directpayment": _("New direct payment: %(after)s"),
        "enquiry": _("An enquiry began: %(after)s"),
        "provision": _("Said exactly: %(after)s"),
        "advice": _("New advice, from: %(after)s"),
        "placement": _("%(field)s: “%(after)s”"),
        "planpart": _("%(field)s: “%(after)s”"),
    }[kind]


def change_sentence(change: Change, names: Mapping[UUID, str] | None = None) -> str:
    """One change in words. `names` says what a row is called, where only its standing changed."""
    values = {"before": _value(change, change.before), "after": _value(change, change.after)}
    if not change.before:
        said = _new(change.row_kind)
        if change.field in ("done_at", "no_outcome_why", "outcome", "conclusion"):
            said = {
                "done_at": _("Step done: %(after)s"),
                "outcome": _("A need has an outcome: “%(after)s”"),
                "no_outcome_why": _("A need has no outcome, because: %(after)s"),
                "conclusion": _("An enquiry concluded: %(after)s"),
            }[change.field]
        elif (change.row_kind == "provision" and change.field != "what") or change.field == "area":
            said = _("%(field)s: “%(after)s”")
        elif change.row_kind == "directpayment" and change.field == "ends_on":
            said = _("A direct payment ends: %(after)s")
        elif change.row_kind == "outcome" and change.field != "words":
            said = _("%(field)s: “%(after)s”")
        return _filled(said, change, values)
    name = (names or {}).get(change.row_id)
    if name and change.field in ("state", "status"):
        return _filled(_("“%(name)s”: was “%(before)s”, now “%(after)s”"), change, {**values, "name": name})
    return _filled(_("%(field)s: was “%(before)s”, now “%(after)s”"), change, values)


def _filled(said: str, change: Change, values: dict[str, str]) -> str:
    """With words that somebody wrote marked with their language."""
    return format_html(re.sub(r"%\((\w+)\)s", r"{\1}", said), **values, field=field_name(change.field))


def learning_fields() -> dict[str, str]:
    """Fields of a plan for learning."""
    return {
        "by_when": _("By when"), "what": _("What helps"), "who": _("Who gives it"), "organisation": _("Organisation"),
        "place": _("Another organisation"), "starts_on": _("From when"), "need": _("For the need"), "kind": _("Kind of provision"),
        "every": _("How often"), "times": _("How many times"), "minutes": _("Minutes each time"), "how": _("How it is given"),
        "in_welsh": _("In Welsh"), "why": _("Why"), "adulthood": _("Prepares for adult life"),
        "by_payment": _("By a direct payment"), "review_on": _("Looked at again"), "basis": _("What the plan says of the place"),
        "name": _("Name of the place"), "type": _("Type of place"), "boarding": _("Board and lodging"),
        "none": _("That there is none"), "area": _("Kind of need"), "taken_out": _("Taken out"),
    }  # fmt: skip


def field_name(field: str) -> str:
    """What a field is called on the page."""
    return {
        "words": _("The words"),
        "why_it_matters": _("Why it matters"),
        "baseline": _("How it is now"),
        "followed_how": _("How we see whether it gets better"),
        "domains": _("Part of life"),
        "state": _("Where it stands"),
        "status": _("Where it stands"),
        "due_on": _("Next review"),
        "ends_on": _("Until when"),
        "no_outcome_why": _("Why there is no outcome"),
        "outcome": _("Outcome"),
        "eligible": _("What the assessment found"),
        **learning_fields(),
    }.get(field, field)


def _value(change: Change, value: str) -> str:
    """Stored values of choices and days in words."""
    kinds = Provision.Kind if change.row_kind == "provision" else Enquiry.Kind
    choices = {
        "state": Outcome.State, "status": Support.Status, "kind": kinds, "every": Provision.Every,
        "basis": Placement.Basis, "area": Need.Area,
    }.get(change.field)  # fmt: skip
    if choices and value in choices.values:
        return str(choices(value).label)
    if change.field == "eligible":
        return _("an eligible need") if value == "True" else _("not an eligible need")
    if value in ("True", "False"):
        return _("yes") if value == "True" else _("no")
    if change.field == "amount" and value:
        return f"£{value}"
    return (
        format_date(value)
        if change.field in ("due_on", "ends_on", "starts_on", "review_on", "by_when") and value
        else spoken(value, change.language)
    )


def changes_heading(number: int) -> str:
    return ngettext("%(n)s change", "%(n)s changes", number) % {"n": number}


def told_by(said: Agreement) -> str:
    """By whose hand, and on what basis, an answer stands of somebody who cannot sign in."""
    if not said.basis:
        return ""
    words = _("%(how)s. Written down by %(who)s.")
    return words % {"how": said.get_basis_display(), "who": who(said.created_by)}
