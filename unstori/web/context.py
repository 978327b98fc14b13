"""The pages of one person, as tabs on each of them."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def person_tabs(request: HttpRequest) -> dict[str, list[dict[str, object]]]:
    """Tabs for the person named in the address; none on other pages."""
    match = request.resolver_match
    reference = match.kwargs.get("reference") if match else None
    if not match or not reference:
        return {}
    pages = [
        ("web:now", _("Now")),
        ("story:timeline", _("Story")),
        ("story:what_matters", _("What matters")),
        ("plan:index", _("Plan")),
        ("circle:index", _("Circle")),
        ("circle:who_can_see", _("Who can see")),
        ("web:more", _("More")),
    ]
    here = _tab_of(match.view_name)
    return {
        "person_tabs": [
            {"words": words, "href": reverse(name, args=[reference]), "current": name == here}
            for name, words in pages
        ]
    }


TALKING = (
    "story:conversation", "story:start", "story:begin", "story:answer", "story:check", "story:easy",
    "story:observe", "story:echo",
)  # fmt: skip


def _tab_of(view: str) -> str:
    """Every page of a room belongs to that room's tab, unless it has one of its own."""
    own = {
        "story:facts": "story:what_matters",
        **dict.fromkeys(TALKING, "story:what_matters"),
        "circle:who_looked": "circle:who_can_see",
        "circle:sharing": "circle:who_can_see",
        "story:what_matters": "story:what_matters",
        "circle:who_can_see": "circle:who_can_see",
        "web:more": "web:more",
        "web:near": "plan:index",
    }
    first = {"web": "web:now", "story": "story:timeline", "plan": "plan:index", "circle": "circle:index"}
    return own.get(view) or first.get(view.split(":")[0], "web:more")
