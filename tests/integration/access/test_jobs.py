"""The schedule: once in each period, made up for once, tried again, and seen on the health page."""

import logging
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from tests import build
from unstori.access.actions import jobs
from unstori.access.rules.schedule import Every
from unstori.circle.tasks import send_call
from unstori.core import clock
from unstori.notices import actions as notices

MORNING = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
OFTEN, HOURLY = (
    {path for path, every in settings.SCHEDULE.items() if every == Every(minutes=minutes)}
    for minutes in (10, 60)
)
MORNING_JOB = "unstori.notices.tasks.tell_in_the_morning"


@pytest.fixture
def morning(world):
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def asked():
    return Counter(DBTaskResult.objects.values_list("task_path", flat=True))


def of(path):
    return DBTaskResult.objects.order_by("-enqueued_at").filter(task_path=path).first()


def broken(**_):
    raise LookupError("Geth said that nobody comes")


def broken_in_the_morning(*, digest, **_):
    """The one job, not the one that looks every ten minutes."""
    return broken() if digest else 0


def test_each_job_runs_once_in_its_period(morning, work):
    work()
    work()
    assert asked() == dict.fromkeys(settings.SCHEDULE, 1)
    assert {job.status for job in DBTaskResult.objects.all()} == {Status.SUCCESSFUL}
    morning.shift(timedelta(minutes=10))
    work()
    assert {path for path, times in asked().items() if times == 2} == OFTEN
    morning.shift(timedelta(hours=1))
    work()
    assert {path for path, times in asked().items() if times > 1} == OFTEN | HOURLY
    morning.shift(timedelta(hours=24))
    work()
    assert min(asked().values()) == 2


def test_what_was_missed_for_a_week_is_made_up_for_once(morning, work):
    work()
    morning.shift(timedelta(days=7))
    work()
    work()
    assert asked() == dict.fromkeys(settings.SCHEDULE, 2)


def test_nothing_piles_up_while_a_job_waits_or_runs(morning, work):
    by = build.system()
    assert jobs.enqueue_due(by=by) == len(settings.SCHEDULE)
    morning.shift(timedelta(days=3))
    assert jobs.enqueue_due(by=by) == 0
    work()
    assert jobs.enqueue_due(by=by) == len(settings.SCHEDULE)


def test_one_failure_stops_no_other_and_leaves_no_words_in_the_log(morning, work, monkeypatch, caplog):
    monkeypatch.setattr(notices, "sweep", broken_in_the_morning)
    with caplog.at_level(logging.INFO):
        work()
    assert set(DBTaskResult.objects.successful().values_list("task_path", flat=True)) == (
        set(settings.SCHEDULE) - {MORNING_JOB}
    )
    [line] = [record for record in caplog.records if record.message == "failed"]
    assert (line.job, line.error, line.tries) == (MORNING_JOB, "LookupError", 1)
    assert any("broken" in place for place in line.places)
    assert "nobody comes" not in caplog.text + str([vars(record) for record in caplog.records])


def test_what_failed_is_tried_again_and_then_rests_until_its_next_period(morning, work, monkeypatch):
    with monkeypatch.context() as for_a_day:
        for_a_day.setattr(notices, "sweep", broken_in_the_morning)
        for _ in range(20):
            work()
            morning.shift(timedelta(hours=1))
    failed = of(MORNING_JOB)
    assert (failed.status, len(failed.worker_ids), asked()[MORNING_JOB]) == (Status.FAILED, 6, 1)
    morning.shift(timedelta(hours=4))
    work()
    assert (of(MORNING_JOB).status, asked()[MORNING_JOB]) == (Status.SUCCESSFUL, 2)


def test_what_a_page_asked_for_is_tried_again_too(morning, work, monkeypatch):
    monkeypatch.setattr("unstori.circle.queries.call_to_send", broken)
    send_call.enqueue("a", "b")
    work()
    assert of(send_call.module_path).status == Status.FAILED
    monkeypatch.setattr("unstori.circle.queries.call_to_send", lambda _id: None)
    work()
    assert of(send_call.module_path).status == Status.FAILED, "not at once"
    morning.shift(timedelta(minutes=1))
    work()
    assert of(send_call.module_path).status == Status.SUCCESSFUL


def test_a_job_whose_worker_died_is_taken_up_again(morning, work):
    jobs.enqueue_due(by=build.system())
    of(MORNING_JOB).claim("a worker that died")
    morning.shift(timedelta(minutes=29))
    work()
    assert of(MORNING_JOB).status == Status.RUNNING
    morning.shift(timedelta(minutes=2))
    work()
    morning.shift(timedelta(minutes=1))
    work()
    assert (of(MORNING_JOB).status, len(of(MORNING_JOB).worker_ids), asked()[MORNING_JOB]) == (
        Status.SUCCESSFUL,
        2,
        1,
    )


def test_the_clock_goes_on_when_the_database_is_away(morning, work, monkeypatch, caplog):
    monkeypatch.setattr(jobs, "enqueue_due", broken)
    work()
    [line] = [record for record in caplog.records if record.message == "failed"]
    assert line.error == "LookupError" and "nobody comes" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_at_once_get_each_job_once():
    by, start = build.system(), Barrier(6)

    def ask(_n):
        try:
            start.wait()
            return jobs.enqueue_due(by=by)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        made = sum(threads.map(ask, range(6)))
    assert made == len(settings.SCHEDULE) and asked() == dict.fromkeys(settings.SCHEDULE, 1)


# --- health


def health(client):
    answer = client.get("/health/")
    return answer.status_code, answer.json()


def test_health_fails_where_a_worker_should_run_and_never_did(morning, work, client, settings):
    assert health(client)[0] == 200, "a demo without a worker is well"
    settings.WORKER = True
    status, said = health(client)
    assert (status, said["jobs"]) == (503, "late")
    work()
    status, said = health(client)
    assert (status, said["jobs"]) == (200, "ok")
    assert said["ran"]["tell_in_the_morning"] == {"last": "2026-11-23T09:05:00Z", "late": False}


def test_health_fails_when_jobs_stop_and_pages_go_on(morning, work, client, settings):
    settings.WORKER = True
    work()
    morning.shift(timedelta(minutes=59))
    assert health(client)[0] == 200
    morning.shift(timedelta(minutes=30))
    status, said = health(client)
    assert status == 503 and {name for name, ran in said["ran"].items() if ran["late"]} == {
        path.rpartition(".")[2] for path in OFTEN
    }
    assert client.get("/health/web/").status_code == 200
    work()
    assert health(client)[0] == 200


def test_health_fails_for_a_job_that_fails_every_time(morning, work, client, settings, monkeypatch):
    settings.WORKER = True
    monkeypatch.setattr(notices, "sweep", broken_in_the_morning)
    work()
    morning.shift(timedelta(days=1))
    work()
    status, said = health(client)
    assert status == 503 and [name for name, ran in said["ran"].items() if ran["late"]] == [
        "tell_in_the_morning"
    ]
    assert said["ran"]["tell_in_the_morning"]["last"] is None and "Geth" not in str(said)


@pytest.mark.parametrize("path", ["/health/", "/health/web/"])
def test_health_says_when_the_database_is_away(client, db, monkeypatch, path):
    monkeypatch.setattr("unstori.access.queries.database_answers", lambda: False)
    answer = client.get(path)
    assert answer.status_code == 503 and answer.json() == {"database": "down", "version": "0.1.0"}


def test_health_asks_the_database_little(morning, work, client, django_assert_max_num_queries):
    work()
    with django_assert_max_num_queries(2):
        client.get("/health/")
    assert clock.now() == MORNING
