"""A directory with two services, one of which was said to be another."""

from django.urls import reverse

from tests import build
from tests.integration.exchange import hsds
from unstori.directory import actions as directory
from unstori.directory.models import Likeness


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to: whoever looks finds them by asking."""
    by = build.system()
    for name, said in (("one", hsds.service(1)), ("two", hsds.service(2, name="Swimming 1"))):
        feed = directory.feed_at(by=by, address=f"/feeds/{name}.json")
        directory.take_entries(by=by, feed=feed, coming=[directory.Coming(said)])
    directory.say_same(by=by, likeness=Likeness.objects.get(), is_same=True)
    return [reverse("finding:index"), reverse("finding:entry", args=[hsds.uuid(1)])]
