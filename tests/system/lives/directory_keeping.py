"""A directory that is kept: editors, a draft that waits for a check, one claim, one suggested group."""

from django.urls import reverse

from tests import build
from tests.integration.exchange import hsds
from unstori.directory.actions import editing, editors, proposing
from unstori.directory.models import Entry, EntryDraft, Likeness, Provider
from unstori.directory.queries import editing as queries
from unstori.people.models import Capacity

LIKE = {"cy": "Dŵr cynnes a golau isel.", "en": "Warm water and low light."}


def live(world: build.World) -> list[str]:
    """After the directory itself. Returns addresses that no link leads to."""
    Provider.objects.filter(hsds_id=hsds.uuid("club")).update(organisation=world.authority)
    provider = Provider.objects.get(hsds_id=hsds.uuid("club"))
    boss = build._actor(
        build.user("Eleri Puw", is_demo=True), kind="administrator", organisation=world.authority
    )
    huw = Capacity.objects.get(pk=world.huw.capacity_id)
    editors.name_editor(by=boss, provider=provider, capacity=huw)
    entry = Entry.objects.get(hsds_id=hsds.uuid(1))
    editing.still_right(by=boss, entry=entry)
    for section, said in (
        ("wait", {"places": "list", "wait_weeks": 6, "meanwhile": LIKE}),
        ("like", {"like": LIKE}),
        ("easy", {"easy": [{"cy": "Mae’n dawel.", "en": "It is quiet.", "symbol": "quiet"}]}),
        ("who", {"who": LIKE, "needs": ["autism"], "threshold": "nothing", "districts": ["CF10"]}),
        ("in", {"routes": ["anybody", "gp"], "steps": LIKE}),
        ("adjust", {"adjustments": ["hoist", "quiet_time"], "adjust": LIKE}),
        ("welsh", {"welsh": "some", "welsh_when": LIKE}),
        ("school", {"school_in": "wales", "answers": {"alnco": LIKE}}),
    ):
        _write(world.huw, entry, section, said)
    _make_live(boss, entry)
    _write(world.huw, entry, "like", {"like": {"en": "Warm water."}})
    editing.send(by=world.huw, draft=EntryDraft.objects.get(entry=entry, state="writing"))
    group = {
        "name": "Coffi a phramiau",
        "description": "Mamau a choffi.",
        "postcode": "CF10 1AA",
        "days": [2],
    }
    kept = proposing.suggest(by=world.mair, said=group, like=LIKE)
    _make_live(build.system(), kept)
    other = proposing.suggest(by=world.mair, said=group | {"name": "Cerdded"})
    editors.claim(by=world.mair, entry=entry, why="Rwy’n dysgu yno.")
    return [
        reverse("finding:entry", args=[entry.hsds_id]), reverse("keeping:entry", args=[entry.hsds_id]),
        reverse("keeping:claim", args=[entry.hsds_id]), reverse("keeping:check", args=[entry.hsds_id]),
        reverse("keeping:check", args=[other.hsds_id]), reverse("keeping:entry", args=[kept.hsds_id]),
        reverse("keeping:alike", args=[Likeness.objects.latest("pk").pk]),
    ]  # fmt: skip


def _write(by: build.Actor, entry: Entry, section: str, said: dict) -> None:
    row, draft = (
        Entry.objects.get(pk=entry.pk),
        EntryDraft.objects.filter(entry=entry, state="writing").first(),
    )
    editing.write(by=by, entry=entry, section=section, said=said, seen=queries.seen_at(row, draft, section))


def _make_live(by: build.Actor, entry: Entry) -> None:
    draft = EntryDraft.objects.get(entry=entry)
    if draft.state == "writing":
        editing.send(by=by, draft=draft)
    editing.make_live(by=by, draft=draft, version=draft.version)
