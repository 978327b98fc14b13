"""What was found in the directory stands in a plan; one more was taken out again, one has changed since."""

from django.urls import reverse

from tests import build
from tests.integration.exchange import hsds
from unstori.directory import actions as directory
from unstori.directory.models import Entry
from unstori.plan import actions
from unstori.plan.models import Outcome


def live(world: build.World) -> list[str]:
    """Searches that no link leads to, and the pages of saving for somebody who is signed in."""
    by, outcome = build.system(), Outcome.objects.filter(person=world.geth).earliest("created_at")
    feed = directory.feed_at(by=by, address="/feeds/found.json")
    named = {"found": "Nofio tawel", "other": "Clwb dringo"}

    def take(**changed: str) -> None:
        coming = [hsds.service(key, name=name, **changed) for key, name in named.items()]
        directory.take_entries(by=by, feed=feed, coming=[directory.Coming(one) for one in coming])

    take()
    found, other = (Entry.objects.get(hsds_id=hsds.uuid(key)) for key in named)
    actions.save_service(by=world.mair, person=world.geth, service=found, outcome=outcome)
    mistaken = actions.save_service(by=world.mair, person=world.geth, service=other)
    actions.take_out(by=world.mair, support=mistaken)
    take(description="Every Tuesday now.")
    asked = (
        "q=swimming+for+a+9+year+old+on+Saturdays",
        "q=nofio&near=CF10+1AA&within=10&free=on",
        "q=zzz&day=1",
        "page=2",
    )
    return [
        *(f"{reverse('finding:index')}?{one}" for one in asked),
        f"{reverse('finding:entry', args=[found.hsds_id])}?near=CF10+1AA",
        reverse("saving:choose", args=[found.hsds_id]),
        reverse("plan:save_service", args=[world.geth.reference, other.hsds_id]),
    ]
