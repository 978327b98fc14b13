"""What is kept from somebody cannot be told from what pages say when something else is changed."""

from django.urls import reverse

from tests.integration.access.test_safety import keep
from unstori.access.actions import identity
from unstori.people.models import Person


def test_a_new_address_leaves_no_trace_where_it_is_kept(world, sign_in):
    """Who is told "somebody changed this meanwhile" and sees the same words knows that the address is another."""
    keep(world, kind="address", section="")
    Person.objects.filter(pk=world.geth.pk).update(born_on=None)
    page = reverse("access:identity", args=[world.geth.reference])
    said = {"version": "1", "called": "Geth bach", "full_name": "Gethin Rowlands", "language": "cy"}
    identity.correct_identity(by=world.huw, person=world.geth, version=1, address="1 Y Stryd")
    assert sign_in(world.mair).post(page, said).status_code == 302
    geth = Person.objects.get(pk=world.geth.pk)
    assert (geth.called, geth.address, geth.version) == ("Geth bach", "1 Y Stryd", 3)
    late = sign_in(world.mair).post(page, {**said, "called": "Gethin"})
    assert late.status_code == 200, "what both changed is still shown to whoever was second"
