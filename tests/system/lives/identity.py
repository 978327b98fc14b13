"""Written down twice: a pair that waits, one that is linked, and a record that could not be placed."""

from datetime import date

from django.urls import reverse

from tests import build
from tests.integration.exchange import fhir
from unstori.exchange.queries import unplaced
from unstori.governance.actions import identity
from unstori.governance.queries import identity as queries
from unstori.governance.queries import likeness
from unstori.governance.rules.likeness import digest_of


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to."""
    place = world.authority
    steward = build._actor(build.user("Olwen Tudur", is_demo=True), kind="steward", organisation=place)
    for name in ("Siân Rhys Morgan", "Sian ap Rhys-Morgan"):
        build.person(name, place, born_on=date(2012, 4, 3), postcode="LL55 1AA")
    again = build.person("Gethin R. Rowlands", build.organisation("Conwy"))
    build.grant(again, world.huw)
    identity.look(by=build.system())
    named = identity.name_two(by=steward, one=world.geth.reference, other=again.reference)
    seen = digest_of(*likeness.identities([named.left, named.right]))
    identity.answer(by=steward, pair=named, said="same", why="Dywedodd ei fam.", seen=seen, tell=True)
    waits = queries.waiting(steward).first()
    assert waits is not None
    fhir.send(world.huw, fhir.patient(name=[{"text": "Siân Rhys Morgan"}], birthDate="2012-04-03"))
    came = unplaced.waiting_at(steward).latest("created_at")
    return [
        reverse("governance:arrival", args=[came.pk]),
        reverse("governance:identity_pair", args=[named.pk]),
        reverse("governance:identity_pair", args=[waits.pk]),
        reverse("governance:identity_undo", args=[named.pk]),
    ]
