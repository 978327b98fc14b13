"""Two at once: one key worker, one who arrives by a link, one link that works."""

import pytest
from django.http import Http404

from tests import build
from tests.at_once import at_once, refused
from tests.integration.circle.conftest import capacity
from unstori.access.actions import identity
from unstori.access.models import Grant
from unstori.circle import actions, queries, rules
from unstori.circle.models import Invitation, Member
from unstori.core.errors import RuleBroken
from unstori.people.models import Capacity, User

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(5)


def worker(circle, name):
    return actions.add_member(
        by=circle.mair, person=circle.geth, kind="worker", name=name, relation="Nurse",
        organisation=circle.place, capacity=capacity(build.worker(name, circle.place)),
    )  # fmt: skip


def test_exactly_one_key_worker(circle):
    several = [worker(circle, name) for name in ("Ann", "Beti", "Carys", "Delyth")]

    def choose(member):
        return lambda: actions.set_key_worker(by=circle.mair, person=circle.geth, member=member)

    for _round in ROUNDS:
        assert not refused(at_once(*map(choose, several)))
        assert Member.objects.filter(person=circle.geth, is_key_worker=True).count() == 1


def test_who_leaves_is_not_made_key_worker(circle):
    for number in ROUNDS:
        leaving = worker(circle, f"Leaving {number}")
        came = at_once(
            lambda one=leaving: actions.set_key_worker(by=circle.mair, person=circle.geth, member=one),
            lambda one=leaving: actions.end_member(by=circle.huw, member=one, why="Moved"),
        )
        assert refused(came, RuleBroken) <= 1 and came[1] is None
        assert not Member.objects.filter(pk=leaving.pk, is_key_worker=True).exists()


def arrive(made, number, **more):
    said = {"name": f"N {number}", "password": "tri gair hawdd cofio", "code": made.code, **more}
    return lambda: actions.accept(by=identity.system_actor(), token=queries.token_of(made), **said)


@pytest.mark.parametrize("email", ["nain@example.org", ""])
def test_one_arrives_by_a_link(circle, email):
    made = actions.invite(by=circle.mair, person=circle.geth, member=circle.nain, email=email)
    identity.system_actor()
    came = at_once(*(arrive(made, n, email=f"n{n}@example.org") for n in range(4)))
    assert refused(came, Http404, RuleBroken) == 3
    assert Capacity.objects.filter(kind="family", role="Grandmother").count() == 1
    assert User.objects.filter(name__startswith="N ").count() == 1


def test_codes_tried_at_once_are_all_counted(circle):
    made = actions.invite(by=circle.mair, person=circle.geth, member=circle.nain)
    identity.system_actor()
    came = at_once(*(arrive(made, n, email=f"n{n}@example.org", code="2345-2345") for n in range(12)))
    assert refused(came, Http404, RuleBroken) == 12
    assert Invitation.objects.get(pk=made.pk).tries == rules.MOST_TRIES
    assert isinstance(at_once(arrive(made, 99, email="n@example.org"))[0], Http404)


def test_who_is_taken_out_while_arriving_holds_nothing(circle):
    for number in ROUNDS:
        third = actions.add_member(
            by=circle.huw, person=circle.geth, kind="family", name=f"Mam {number}", relation="Mother",
            parental_responsibility=True,
        )  # fmt: skip
        made = actions.invite(by=circle.huw, person=circle.geth, member=third, email=f"m{number}@example.org")
        came = at_once(
            arrive(made, number),
            lambda one=third: actions.end_member(by=circle.huw, member=one, why="Not safe"),
        )
        refused(came, Http404, RuleBroken)
        gone = Member.objects.get(pk=third.pk)
        if gone.ends_on and gone.capacity:
            assert not Grant.objects.filter(capacity=gone.capacity, ended_at__isnull=True).exists()


def test_of_two_invitations_one_link_works(circle):
    for _round in ROUNDS:
        at_once(
            *(
                lambda: actions.invite(
                    by=circle.mair, person=circle.geth, member=circle.nain, email="n@example.org"
                )
                for _n in range(3)
            )
        )
        still = Invitation.objects.filter(member=circle.nain, ended_at__isnull=True, used_at__isnull=True)
        assert still.count() == 1
