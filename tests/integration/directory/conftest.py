"""A service that an organisation here runs, who runs that, and a keeper from elsewhere."""

import pytest
from django.core.cache import cache

from tests import build
from tests.ground import shared
from tests.integration.exchange import hsds
from unstori.access.rules import Actor
from unstori.directory import actions as directory
from unstori.directory.models import Entry


@pytest.fixture(autouse=True)
def _nobody_came_before():
    """How often one place may tell something is remembered for an hour."""
    cache.clear()


@shared
def run_by(world: build.World) -> Entry:
    """Run by Gwynedd, which is an organisation here."""
    feed = directory.feed_at(by=build.system(), address="/feeds/voice.json")
    directory.take_entries(by=build.system(), feed=feed, coming=[directory.Coming(hsds.service(1))])
    found = Entry.objects.select_related("provider").get()
    found.provider.organisation = world.authority
    found.provider.save()
    return found


@shared
def elsewhere() -> Actor:
    """A steward of another organisation: a keeper of the directory."""
    place = build.organisation("Cyngor arall")
    return build._actor(build.user("Nia Keeper", is_demo=True), kind="steward", organisation=place)


@shared
def there(world: build.World) -> Actor:
    """Who runs the organisation that runs the service."""
    account = build.user("Lowri Ellis", is_demo=True)
    return build._actor(account, kind="administrator", organisation=world.authority)
