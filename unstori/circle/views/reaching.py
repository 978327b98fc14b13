"""How to reach me safely: said by the person or who decides for them, each for themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unstori.access.door import NotFound, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.circle import actions, queries, rules
from unstori.circle.forms import SafeContactForm
from unstori.ui.trying import tried


@login_required
def reach_me(request: Request, reference: str) -> HttpResponse:
    """Saying it again replaces what was said before."""
    opened = open_person(request.actor, reference, what="circle.reach_me")
    if not rules.can_say_how_to_reach(queries.standing_of(opened)):
        raise NotFound(reference=reference, permission=Permission.DECIDE, person_id=opened.person.pk)
    own = [row for row in queries.safe_contacts(opened) if row.created_by_id == request.actor.capacity_id]
    said = {name: getattr(own[0], name) for name in SafeContactForm.base_fields} if own else None
    form = SafeContactForm(request.POST or None, initial=said)
    if request.method == "POST" and form.is_valid():
        new = {"person": opened.person, **form.cleaned_data}
        if tried(form, lambda: actions.say_how_to_reach(by=request.actor, **new)):
            messages.success(request, _("Thank you. From now on we reach you only in this way."))
            return redirect("circle:index", reference)
    return render(request, "circle/reach_me.html", {"opened": opened, "form": form})
