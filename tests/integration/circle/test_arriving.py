"""The pages of inviting, and of arriving by a link."""

import re

import pytest
from django.urls import reverse

from tests import build
from tests.integration.circle.test_pages import at
from unstori.access.models import AuditEvent
from unstori.circle import actions, queries
from unstori.circle.models import Invitation, Member


def test_inviting_on_paper_and_arriving(circle, sign_in, client):
    browser = sign_in(circle.mair)
    shown = browser.post(at(circle, "invite", circle.nain.pk), {"email": "", "language": "cy"}).text
    made = Invitation.objects.get()
    address, code = arriving(made), re.search(r"<b>(\w{4}-\w{4})</b>", shown)[1]
    assert address in shown.replace("%3A", ":")
    assert "You will also need a code" in shown and f"member={circle.nain.pk}" in shown
    later = browser.get(at(circle, "invitation", made.pk)).text
    assert address in later.replace("%3A", ":") and code not in later
    page = client.get(address).text
    assert "Mair" in page and "Geth" not in page and "Nain" not in page
    said = {"name": "Nain", "email": "nain@example.org", "password": "short", "code": code}
    assert "Use at least 12 characters" in client.post(address, said).text
    said["password"] = "tri gair hawdd cofio"
    assert "This code is not right" in client.post(address, {**said, "code": "2345-2345"}).text
    joined = client.post(address, said, follow=True)
    assert joined.status_code == 200 and "Welcome. You are in the circle." in joined.text
    assert "No story is shared with you now" in joined.text, "nothing was shared yet: that is no error"
    assert client.get(address).status_code == 404, "a forwarded link is refused after use"
    assert client.get(reverse("arriving:invited", args=["nonsense"])).status_code == 404
    assert capacity_of_nain().kind == "family"


def main(answer):
    """What a page says, without what differs each time it is asked for."""
    return answer.text.partition("<main")[2].partition("</main>")[0]


def arriving(made):
    return reverse("arriving:invited", args=[queries.token_of(made)])


@pytest.mark.parametrize("weak", ["nain-roberts-99@ex", "qwertyuiop123", "nain roberts"])
def test_a_password_is_checked_as_everywhere(circle, client, weak):
    made = actions.invite(
        by=circle.mair, person=circle.geth, member=circle.nain, email="nain-roberts-99@example.org"
    )
    page = client.post(arriving(made), {"name": "Nain Roberts", "password": weak}).text
    assert "There is a problem" in page and Invitation.objects.get().used_at is None


def test_a_link_closed_by_wrong_codes_says_so_to_who_invited(circle, sign_in, client):
    made = actions.invite(by=circle.mair, person=circle.geth, member=circle.nain)
    said = {"name": "X", "email": "x@example.org", "password": "tri gair hawdd cofio", "code": "nope"}
    for _number in range(5):
        client.post(arriving(made), said)
    over = client.get(arriving(made))
    forged = client.get(reverse("arriving:invited", args=["nonsense"]))
    assert over.status_code == forged.status_code == 404 and main(over) == main(forged)
    assert "The link is closed" in sign_in(circle.mair).get(at(circle, "invitation", made.pk)).text


def capacity_of_nain():
    return Member.objects.select_related("capacity").get(name="Nain").capacity


def test_an_invitation_is_taken_back_and_seen_only_by_who_made_it(circle, sign_in, client):
    browser = sign_in(circle.mair)
    browser.post(at(circle, "invite", circle.nain.pk), {"email": "n@example.org", "language": "cy"})
    made = Invitation.objects.get()
    assert "n@example.org" in browser.get(at(circle, "invitation", made.pk)).content.decode()
    assert sign_in(circle.huw).get(at(circle, "invitation", made.pk)).status_code == 404
    browser.post(at(circle, "invitation", made.pk))
    assert client.get(reverse("arriving:invited", args=[queries.token_of(made)])).status_code == 404
    page = browser.post(
        at(circle, "invite", circle.dewi_here.pk), {"email": "", "language": "cy"}
    ).content.decode()
    assert "They can sign in already" in page


def test_an_address_with_an_account_signs_in_first(circle, sign_in, client):
    made = actions.invite(by=circle.mair, person=circle.geth, member=circle.nain, email="other@example.org")
    address = reverse("arriving:invited", args=[queries.token_of(made)])
    known = build.user("Known")
    Invitation.objects.filter(pk=made.pk).update(email=known.email)
    said = {"name": "X", "password": "tri gair hawdd cofio"}
    assert "Sign in first" in client.post(address, said).content.decode()
    assert "Join as Known" in as_account(client, known).get(address).text
    assert client.post(address).status_code == 302
    assert capacity_of_nain().user == known


def as_account(client, account):
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_another_account_is_refused_as_for_a_wrong_link_and_written_down(circle, sign_in):
    made = actions.invite(by=circle.mair, person=circle.geth, member=circle.nain, email="n@example.org")
    browser = sign_in(circle.stranger)
    wrong = browser.get(reverse("arriving:invited", args=["nonsense"]))
    for answer in (browser.get(arriving(made)), browser.post(arriving(made))):
        assert (answer.status_code, main(answer)) == (404, main(wrong))
    refused = AuditEvent.objects.filter(action="refused", user_id=circle.stranger.user_id)
    assert refused.filter(person_id=circle.geth.pk).count() == 2
    assert Invitation.objects.get().used_at is None
