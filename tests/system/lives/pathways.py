"""Clocks of the law that are tried: one with everything said, one that is an estimate."""

from urllib.parse import urlencode

from django.urls import reverse

from tests import build


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to: whoever tries a clock types its days."""
    said = {}
    for name, day in {
        "start": "2026-06-07", "born": "2017-04-03", "known-advice_asked": "2026-07-20", "done-decide": "2026-07-20",
        "from-school_closed": "2026-07-21", "to-school_closed": "2026-08-31",
    }.items():  # fmt: skip
        said |= dict(zip((f"{name}-year", f"{name}-month", f"{name}-day"), day.split("-"), strict=True))
    tried = urlencode(said | {"exceptions": "school_closed"})
    guessed = urlencode({"start-day": 2, "start-month": 9, "start-year": 2030})
    return [
        reverse("clocks:index"),
        f"{reverse('clocks:clock', args=['ehc-assessment'])}?{tried}",
        f"{reverse('clocks:clock', args=['idp-school'])}?{guessed}",
    ]
