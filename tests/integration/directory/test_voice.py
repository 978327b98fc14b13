"""What families say is wrong with an entry: heard without an account, and answered."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests import build
from unstori.access.models import AuditEvent
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.directory import saying
from unstori.directory.actions import voice as actions
from unstori.directory.models import Editor, Report
from unstori.directory.queries import voice as queries
from unstori.story.models import Entry as StoryEntry

pytestmark = pytest.mark.django_db


def wrong(entry):
    return reverse("voice:wrong", args=[entry.hsds_id])


def report(entry, client=None, **said):
    given = {"parts": ["phone"], "words": "It is 029 2018 0001.", "website": ""} | said
    return (client or Client()).post(wrong(entry), given)


def test_anybody_says_what_is_wrong_and_finds_the_answer_by_a_code(run_by, there, sign_in):
    client = Client()
    assert "Something here is wrong" in client.get(f"/services/{run_by.hsds_id}/").content.decode()
    sent = report(run_by, client)
    assert sent.status_code == 303
    page = client.get(sent["Location"])
    code = re.search(r'class="code">([^<]+)<', page.content.decode()).group(1)
    assert "no-store" in page["Cache-Control"] and "By " in page.content.decode()
    row = Report.objects.get()
    assert row.author is None and row.parts == ["phone"] and code not in str(row.__dict__)
    sign_in(there).post(reverse("voice:report", args=[row.pk]), {"look": "1"})
    found = client.post(reverse("voice:code"), {"code": code.upper().replace("-", " ")})
    assert (
        found.status_code == 303
        and "Somebody is looking at it" in client.get(found["Location"]).content.decode()
    )
    answered = {"outcome": "mended", "words": "Diolch! Wedi’i newid.", "language": "cy"}
    assert sign_in(there).post(reverse("voice:report", args=[row.pk]), answered).status_code == 302
    page = Client().get(found["Location"]).content.decode()
    assert "Diolch! Wedi’i newid." in page and "It is mended" in page and '<p lang="cy">' in page
    row.refresh_from_db()
    assert row.kept_until < clock.now() + timedelta(days=91)
    done = list(AuditEvent.objects.filter(action__startswith="report.").values_list("action", flat=True))
    assert sorted(done) == ["report.answer", "report.look", "report.make"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"parts": []}, "What is wrong?"),
        ({"parts": ["nothing"]}, "There is a problem"),
        ({"parts": ["other"], "words": " "}, "Say in a few words"),
        ({"words": "x" * 2001}, "There is a problem"),
        ({"website": "https://spam.example"}, "Empty this box"),
    ],
)
def test_what_is_not_said_well_is_asked_again_and_nothing_is_kept(run_by, said, words):
    page = report(run_by, **said)
    assert page.status_code == 200 and words in page.content.decode() and not Report.objects.exists()


def test_too_much_from_one_place_waits_and_keeps_what_was_typed(run_by):
    assert [report(run_by).status_code for _ in range(5)] == [303] * 5
    late = report(run_by, words="The sixth.")
    assert late.status_code == 429 and "The sixth." in late.content.decode() and Report.objects.count() == 5


def test_what_comes_from_others_through_the_same_proxy_does_not_wait(run_by):
    """On a socket a proxy has no address at all: who asks is who the proxy says."""
    address, said = f"/services/{run_by.hsds_id}/wrong/", {"parts": ["phone"], "website": ""}

    def send(last, **more):
        where = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": f"8.8.8.8, 198.51.100.{last}"} | more
        return Client().post(address, said, **where).status_code

    assert [send(1) for _ in range(6)] == [303] * 5 + [429]
    assert send(2) == 303 and send(3, REMOTE_ADDR="") == 303
    assert send(1, REMOTE_ADDR="81.2.69.160") == 303, "no proxy of ours: what it says counts for nothing"
    assert Client().post(address, said, REMOTE_ADDR="").status_code == 303


def test_too_much_about_one_entry_waits(run_by, monkeypatch):
    for _ in range(saying.number("about_one_entry_a_day")):
        actions.report(by=build.system(), entry=run_by, parts=["phone"])
    assert "Many have told us" in report(run_by).content.decode()


def test_an_unknown_code_opens_nothing(run_by):
    report(run_by)
    assert Client().get(reverse("voice:said", args=["aaaa-bbbb-cccc"])).status_code == 404
    page = Client().post(reverse("voice:code"), {"code": "aaaa-bbbb-cccc"}).content.decode()
    assert "We do not know this code" in page


def test_whoever_is_signed_in_finds_theirs_and_nobody_elses(run_by, world, sign_in):
    report(run_by, sign_in(world.mair))
    row = Report.objects.get()
    assert row.author_id == world.mair.capacity_id
    page = sign_in(world.mair).get(reverse("voice:mine")).content.decode()
    assert "The telephone number" in page
    assert (
        "029 2018 0001" in sign_in(world.mair).get(reverse("voice:my_report", args=[row.pk])).content.decode()
    )
    assert sign_in(world.huw).get(reverse("voice:my_report", args=[row.pk])).status_code == 404
    assert not StoryEntry.objects.exists()


def test_a_report_waits_with_the_organisation_and_goes_up_when_late(run_by, there, elsewhere, world):
    actions.report(by=build.system(), entry=run_by, parts=["phone"])
    assert queries.reports_for(there).count() == 1
    assert queries.reports_for(elsewhere).count() == 0 and queries.reports_elsewhere(elsewhere) == 1
    Report.objects.update(due_on=clock.today() - timedelta(1))
    assert queries.reports_for(elsewhere).count() == 1 and queries.reports_elsewhere(elsewhere) == 0
    Report.objects.update(due_on=clock.today() + timedelta(1))
    run_by.provider.organisation = None
    run_by.provider.save()
    assert queries.reports_for(elsewhere).count() == 1


def test_only_who_answers_for_it_answers(run_by, world, elsewhere, there):
    row, _code = actions.report(by=build.system(), entry=run_by, parts=["phone"])
    for stranger in (world.mair, world.huw, world.stranger, world.geth_self):
        with pytest.raises(RuleBroken):
            actions.answer_report(by=stranger, report=row, outcome="mended")
        with pytest.raises(RuleBroken):
            actions.look_at_report(by=stranger, report=row)
        assert queries.report(stranger, row.pk) is None and not queries.hears(stranger)
    with pytest.raises(RuleBroken, match="Say why"):
        actions.answer_report(by=there, report=row, outcome="unchanged")
    actions.answer_report(by=elsewhere, report=row, outcome="unchanged", because="right")
    with pytest.raises(RuleBroken, match="already"):
        actions.answer_report(by=there, report=row, outcome="mended")


def test_pages_of_hearing_are_closed_to_families(run_by, world, sign_in):
    row, _code = actions.report(by=build.system(), entry=run_by, parts=["phone"])
    for address in (
        reverse("voice:waiting"),
        reverse("voice:report", args=[row.pk]),
        reverse("voice:visitors"),
    ):
        assert sign_in(world.mair).get(address).status_code == 404
        assert Client().get(address).status_code == 302


def test_who_writes_an_entry_hears_what_is_wrong_with_it_and_comes_there(run_by, world, sign_in):
    Editor.objects.create(
        capacity_id=world.teacher.capacity_id, entry=run_by, created_by=world.teacher.capacity_id,
        confirmed_at=clock.now(), confirmed_by=world.teacher.capacity_id,
    )  # fmt: skip
    actions.report(by=build.system(), entry=run_by, parts=["phone"])
    client = sign_in(world.teacher)
    assert reverse("voice:waiting") in client.get(reverse("keeping:index")).content.decode()
    assert "The telephone number" in client.get(reverse("voice:waiting")).content.decode()
