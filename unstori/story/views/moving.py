"""Living in the area of another authority."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unstori.access.door import NotFound, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.story import actions, queries
from unstori.story.forms import MovedForm
from unstori.ui.trying import tried


@login_required
def moved(request: Request, reference: str) -> HttpResponse:
    """Nobody tells anything again: what was told stays, and another authority answers."""
    opened = open_person(request.actor, reference, Permission.ADD, section="about_me", what="identity")
    if not queries.may_say_moved(opened):
        person = opened.person
        raise NotFound(reference=person.reference, permission=Permission.DECIDE, person_id=person.pk)
    here = opened.person.authority
    others = [each for each in queries.authorities() if each.pk != here.pk]
    form = MovedForm(
        request.POST or None, authorities=[(str(each.pk), str(each.name)) for each in others],
        keeps_address=opened.address_withheld, initial={"since": clock.today()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        where = next(each for each in others if str(each.pk) == said.pop("authority"))
        if tried(
            form, lambda: actions.say_moved(by=request.actor, person=opened.person, authority=where, **said)
        ):
            messages.success(
                request, _("Thank you. Another council answers now; nothing that you told is lost.")
            )
            return redirect("story:facts", reference)
    return render(
        request, "story/moved.html", {"opened": opened, "form": form, "here": here, "others": others}
    )
