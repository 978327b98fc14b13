"""What somebody is entitled to: what was offered, and asking for it oneself."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.circle import queries as circle
from unstori.core.words import Words
from unstori.rights import actions, presenters, queries, rules
from unstori.rights.forms import AskForm, NewsForm, OfferForm
from unstori.rights.models import Offer
from unstori.rights.queries.definitions import Item
from unstori.rights.views.opening import chosen, first_to_ask, form_page, missing
from unstori.ui.trying import attempt


@login_required
@require_safe
def index(request: Request, reference: str) -> HttpResponse:
    """Each entitlement in plain words, what was offered of it and when, or that nobody has yet."""
    opened = open_person(request.actor, reference, what="rights")
    items = presenters.entitlements(opened)
    context = {
        "opened": opened,
        "title": presenters.title(opened),
        "items": items,
        "missing": presenters.missing(items) if not rules.can_ask(request.actor.kind) else [],
        "disagreements": presenters.lines(opened, queries.disagreements(opened)),
    }
    return render(request, "rights/index.html", context)


def _item(opened: Opened, key: str) -> Item:
    """One of what the page lists. Raises NotFound."""
    for one in queries.offers_in(opened.person.jurisdiction):
        if one["id"] == key and one["section"] in opened.sections:
            return one
    raise missing(opened)


@login_required
def ask(request: Request, reference: str, key: str) -> HttpResponse:
    """The family asks for it; who sees to it has a name and a day."""
    opened = open_person(request.actor, reference, what="rights")
    item = _item(opened, key)
    asks = rules.can_ask(request.actor.kind)
    parties = [] if asks else presenters.parties(opened) if queries.may_write_for(opened) else []
    if not asks and not parties:
        raise missing(opened)
    people = queries.could_answer(opened, item["section"], me=not asks)
    form = AskForm(
        request.POST or None,
        owners=presenters.owners(people),
        parties=parties,
        carers=asks and queries.is_carers(item),
        initial={"owner": first_to_ask(opened, people)},
    )
    if request.method == "POST" and form.is_valid():
        owner = chosen(people, form.cleaned_data.get("owner", ""))
        new = {"kind": key, "words": form.cleaned_data["words"], "owner": owner, "told": _told(opened, form)}
        if attempt(form, lambda: actions.ask_for(by=request.actor, person=opened.person, **new)):
            yours = _("You have asked. It stays on this page until it is done.")
            messages.success(request, yours if asks else _("It is written down that they asked."))
            return redirect("rights:index", reference)
    return form_page(
        request, opened, form, title=_("Ask for it: %(what)s") % {"what": Words.read(item["name"])},
        help=str(Words.read(item["what"])), save=_("Ask for it"), back=reverse("rights:index", args=[reference]),
        note="" if people else _("Nobody who works with you can see this part yet. What you ask stays here, for everybody to see."),
    )  # fmt: skip


def _told(opened: Opened, form: AskForm) -> actions.Told | None:
    said = form.cleaned_data
    if "party" not in said:
        return None
    return actions.Told(queries.party(opened, said["party"]), said["said_on"], said["said_how"])


@login_required
def offer(request: Request, reference: str, key: str) -> HttpResponse:
    """A worker writes down what they offered."""
    opened = open_person(request.actor, reference, what="rights")
    item = _item(opened, key)
    if rules.can_ask(request.actor.kind) or not opened.may(Permission.ADD, item["section"]):
        raise missing(opened)
    people = presenters.people_choices(opened)
    form = OfferForm(request.POST or None, people=people, initial={"to": people[0][0]})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        to = circle.member(opened, UUID(said["to"])) if said["to"] != str(opened.person.pk) else None
        new = {**said, "to": to, "kind": key, "person": opened.person}
        if attempt(form, lambda: actions.offer(by=request.actor, **new)):
            messages.success(request, _("Written down: it was offered."))
            return redirect("rights:index", reference)
    return form_page(
        request, opened, form, title=_("Offered: %(what)s") % {"what": Words.read(item["name"])},
        help=str(Words.read(item["what"])), save=_("Write it down"), back=reverse("rights:index", args=[reference]),
    )  # fmt: skip


def _news_form(request: Request, row: Offer, choices: tuple[str, ...]) -> NewsForm | None:
    if not choices:
        return None
    hears = request.actor.kind == "worker" and bool(set(choices) & set(rules.ANSWERS))
    item = queries.offer_item(row.definition, row.definition_version, row.kind)
    carers = rules.can_ask(request.actor.kind) and queries.is_carers(item)
    return NewsForm(request.POST or None, choices=choices, hears=hears, carers=carers)


@login_required
def offered(request: Request, reference: str, id: UUID) -> HttpResponse:
    """One offer: what was said to it, who was asked, when they came, what came of it."""
    opened = open_person(request.actor, reference, what="rights")
    row = queries.offer(opened, id)
    page = presenters.offer_page(opened, row)
    form = _news_form(request, row, page["can_say"])
    if form and request.method == "POST" and form.is_valid():
        new = {"offer": row, **form.cleaned_data}
        if attempt(form, lambda: actions.answer_offer(by=request.actor, **new)):
            messages.success(request, _("Thank you. It is written down."))
            return redirect("rights:offered", reference, id)
    context = {"opened": opened, "page": page, "form": form}
    return render(request, "rights/offered.html", context)
