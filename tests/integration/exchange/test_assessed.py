"""What was assessed goes along, test by test; a carer's own stays; whoever may not see care sees nothing of it."""

import json

from django.urls import reverse

from tests.system.lives.assessment import live
from unstori.access.door import open_person
from unstori.exchange.leaving import bundle_of
from unstori.exchange.queries import leaving


def test_copy_tells_what_was_decided_test_by_test(world, sign_in):
    live(world)
    address = reverse("exchange:copy", args=[world.geth.reference])
    shown = sign_in(world.mair).get(address).text
    for words in ("Rhywun dros nos", "Not eligible", "Mae Mam yn ymdopi.", "Clinig cysgu", "Ddaeth neb yn y nos.",
                  "Mae’n rhedeg."):  # fmt: skip
        assert words in shown, words
    assert "Rydw i wedi blino" not in shown and "Nain helps." not in shown
    assert "Rhywun dros nos" not in sign_in(world.teacher).get(address).text


def test_bundle_holds_decisions_and_what_each_wrote(world):
    live(world)
    made = json.dumps(bundle_of(leaving(open_person(world.mair, world.geth.reference))), ensure_ascii=False)
    assert "Rhywun dros nos" in made and "not_met: Mae Mam yn ymdopi." in made and "Mae’n rhedeg." in made
    assert "Rydw i wedi blino" not in made
