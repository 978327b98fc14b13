"""What the style page shows: a boy who does not exist, and the people around him."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from unstori.core.clock import today

CROWD = [
    *("Mam", "Dad", "Nain", "Taid", "Cai", "Seren", "Wncwl Gwyn", "Anti Bethan", "Huw Parry", "Mrs Patel"),
    *(
        "Dr Roy",
        "Carys Lewis",
        "Siôn Aled",
        "Ffion Rees",
        "Jo Bevan",
        "Clwb Trenau",
        "Nerys Pugh",
        "Mr Hughes",
    ),
    *("Tŷ Mawr", "Dr Okafor", "Alun Rees", "Cerys Taxis", "Nia Vaughan", "Yr Urdd"),
]


def page() -> dict[str, Any]:
    """Everything that the style page needs, said from today."""
    return {"circle": circle(), "crowd": crowd(), "series": series(), "day": today(), "ago": ago}


def ago(days: int) -> dt.date:
    """A day before today, or after it when negative."""
    return today() - dt.timedelta(days=days)


def circle() -> list[dict[str, Any]]:
    """Nine people, as most circles are."""
    return [
        {"label": "Mam", "name": "Mair", "ring": 1, "relation": _("mum")},
        {"label": _("Dad"), "name": "Aled", "ring": 1, "relation": _("dad")},
        {"label": "Nain", "name": "Eirlys", "ring": 1, "relation": _("grandmother")},
        {"label": "Huw", "name": "Huw Parry", "ring": 2, "key": True},
        {"label": "Mrs Patel", "ring": 2, "relation": _("teacher")},
        {"label": _("Train club"), "ring": 3},
        {"label": _("Speech therapy"), "ring": 3, "waiting": True},
        {"label": _("Paediatrics"), "ring": 3, "waiting": True},
    ]


def crowd() -> list[dict[str, Any]]:
    """As many as a full life of services brings: the picture must still be read."""
    return [
        {
            "label": name,
            "ring": 1 if at < 5 else 2 if at < 12 else 3,
            "key": name == "Huw Parry",
        }
        for at, name in enumerate(CROWD)
    ]


def series() -> list[dict[str, Any]]:
    """One outcome as three people see it."""
    return [
        {"label": _("school"), "points": [(ago(180), 5), (ago(90), 6), (ago(10), 8)]},
        {"label": _("mum"), "points": [(ago(180), 2), (ago(90), 4), (ago(10), 6)]},
        {"label": _("me"), "own": True, "points": [(ago(180), 3), (ago(90), 4), (ago(10), 6)]},
    ]
