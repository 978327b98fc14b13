"""The audit of one organisation: who, what, when; nobody's name or words; fast however much there is."""

import csv
import io
import json
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from tests import build
from unstori.access import audit
from unstori.access.actions import sealing
from unstori.access.door import open_person
from unstori.access.models import AuditEvent
from unstori.core import clock
from unstori.governance.queries import audit as queries
from unstori.people.models import User


def page(client, **asked):
    return client.get(reverse("governance:audit"), asked).content.decode()


def test_it_says_who_did_what_and_of_how_many_but_never_of_whom(run, sign_in):
    open_person(run.world.huw, run.world.geth.reference)
    audit.record(run.world.huw, "list", detail={"what": "home", "people": ["a", "b", "c"]})
    audit.record(run.world.huw, "something.new")
    said = page(sign_in(run.admin))
    assert "Huw Parry" in said and "opened a page about somebody" in said and "3 people" in said
    assert "something.new" in said
    assert "Geth" not in said and run.world.geth.reference not in said
    assert (
        "agor tudalen am rywun"
        in sign_in(run.admin).get(reverse("governance:audit"), HTTP_ACCEPT_LANGUAGE="cy").content.decode()
    )


def test_another_organisation_and_other_capacities_are_not_in_it(run, sign_in):
    audit.record(run.world.teacher, "entry.add", person_id=run.world.geth.pk)
    audit.record(run.world.mair, "entry.add", person_id=run.world.geth.pk)
    said = page(sign_in(run.admin))
    assert "Mrs Patel" not in said and "Mair" not in said


def test_it_can_be_narrowed_by_name_deed_and_day(run, sign_in):
    client, today = sign_in(run.admin), clock.today()
    with time_machine.travel(clock.now() - timedelta(40), tick=True):
        audit.record(run.world.huw, "entry.add")
    audit.record(run.ffion, "promise.make")
    assert "wrote in the story" not in page(client) and "made a promise" in page(client)
    old = today - timedelta(41)
    days = {"since-day": old.day, "since-month": old.month, "since-year": old.year}
    assert "wrote in the story" in page(client, **days)
    assert "made a promise" not in page(client, name="huw") and "made a promise" in page(client, name="ffion")
    rows = list(queries.events(run.admin, since=old, until=today, group="writing"))
    assert {row.action for row in rows} == {"entry.add", "promise.make"}


def test_one_page_asks_as_much_for_many_as_for_few(run, sign_in, django_assert_max_num_queries):
    client, made = sign_in(run.admin), []
    for number in range(3000):
        made.append(AuditEvent(user_id=run.world.huw.user_id, capacity_id=run.world.huw.capacity_id,
                               action="read", person_id=run.world.geth.pk, detail={"what": str(number)}, digest="0" * 64))  # fmt: skip
    AuditEvent.objects.bulk_create(made)
    with django_assert_max_num_queries(16):
        first = page(client)
    older = first.split("<main")[1].split("before=")[1].split('"')[0]
    second = page(client, before=older)
    assert first.count("<td") == second.count("<td") and f"before={older}" not in second.split("<main")[1]


def test_a_copy_is_a_table_that_runs_no_formula_and_is_itself_written_down(run, sign_in):
    User.objects.filter(pk=run.world.huw.user_id).update(name="=cmd()")
    open_person(run.world.huw, run.world.geth.reference)
    response = sign_in(run.admin).get(reverse("governance:audit_export"))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][0] == "When" and any(row[1] == "'=cmd()" and row[4] == "read" for row in rows)
    assert "Geth" not in text and str(run.world.geth.pk) not in text
    assert AuditEvent.objects.filter(action="audit.export", capacity_id=run.admin.capacity_id).exists()


def test_it_is_for_an_administrator_alone(run, sign_in):
    for by in (run.ffion, run.governance, run.world.mair):
        client = sign_in(by)
        for name in ("audit", "audit_export"):
            assert client.get(reverse(f"governance:{name}")).status_code == 404
        assert client.post(reverse("governance:audit_verify")).status_code == 404


@pytest.mark.parametrize("tampered", [False, True])
def test_whether_it_is_whole_is_checked_by_a_job_and_said(run, sign_in, work, settings, tampered):
    client = sign_in(run.admin)
    assert "not yet" in page(client)
    sealing.seal(by=build.system())
    if tampered:
        text = settings.AUDIT_HEAD_FILE.read_text().splitlines()
        settings.AUDIT_HEAD_FILE.write_text(json.dumps({**json.loads(text[0]), "head": "f" * 64}) + "\n")
    client.post(reverse("governance:audit_verify"))
    work()
    said = page(client)
    assert ("Not as it was written" in said) is tampered and ("Nothing was changed" in said) is not tampered
