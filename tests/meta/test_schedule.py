"""Whatever runs by itself stands in the schedule, is asked for by a page, or says why it is done by hand."""

import ast
import importlib
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.module_loading import import_string
from django_tasks.base import Task

from tests.meta import house
from unstori import access
from unstori.core import definitions

# Commands that nothing runs but somebody, with the reason.
BY_HAND = {
    "appoint": "whoever runs the installation says who first administers an organisation",
    "backup": "where a copy goes, and how often, is for whoever runs the installation",
    "clock": "somebody wants to know by when the law says something must be done",
    "erase": "somebody asks to be forgotten, and somebody decides",
    "exchange_key": "whoever runs the installation says by which systems it is known, and which it knows",
    "estimate_likeness": "somebody weighs what their own records say of the weights of `likeness`",
    "export_fhir": "somebody asks for their story",
    "hold": "somebody decides that a record must stay",
    "import_fhir": "somebody brings records",
    "import_services": "somebody brings a feed, or asks one again",
    "index_services": "all of it from nothing; the schedule does what waits",
    "make_region": "makes the demo, once",
    "reset_second_step": "somebody proves who they are to whoever runs the installation",
    "restore": "after a loss",
    "seal_audit": "before verifying; the schedule has the same as a job",
    "verify_audit": "whoever controls the audit asks, from outside",
    "work": "runs the schedule",
}


def tasks():
    """Every job of the house by its path."""
    found = {}
    for path in house.PACKAGE.glob("*/tasks.py"):
        module = importlib.import_module(f"unstori.{path.parent.name}.tasks")
        found |= {task.module_path: task for task in vars(module).values() if isinstance(task, Task)}
    return found


def enqueued():
    """Names of jobs that the code asks for: `tasks.send_call.enqueue(…)`, `tasks.x.using(…).enqueue(…)`."""
    names = set()
    for path in house.python_files():
        for named in ast.walk(house.parse(path)):
            if isinstance(named, ast.Attribute) and named.attr == "enqueue":
                names |= {n.attr for n in ast.walk(named) if isinstance(n, ast.Attribute)}
                names |= {n.id for n in ast.walk(named) if isinstance(n, ast.Name)}
    return names


def test_every_job_is_run_by_something():
    asked_for = enqueued()
    idle = {path for path in tasks() if path.rpartition(".")[2] not in asked_for} - set(settings.SCHEDULE)
    assert not idle, "add them to unstori/config/schedule.py, or enqueue them in the action that wants them"


@pytest.mark.parametrize("path", settings.SCHEDULE)
def test_the_schedule_names_jobs_that_need_nothing_said(path):
    task = import_string(path)
    assert path in tasks() and isinstance(task, Task)
    assert not task.func.__code__.co_argcount and not task.takes_context


def test_the_health_page_can_tell_jobs_apart():
    names = [path.rpartition(".")[2] for path in settings.SCHEDULE]
    assert len(names) == len(set(names))


def test_every_command_is_for_somebody_or_for_the_schedule():
    commands = {path.stem for path in house.PACKAGE.glob("*/management/commands/*.py")} - {"__init__"}
    assert commands <= set(BY_HAND), "say why it is done by hand, or make it a job of the schedule"


def test_what_libraries_keep_is_forgotten_by_a_job_of_the_schedule():
    folder = Path(access.__file__).parent / "definitions"
    kept = definitions.version(folder, "library_tables", 1)["tables"].values()
    named = {row["retention"].partition("job ")[2] for row in kept} - {""}
    assert named and named <= {path.rpartition(".")[2] for path in settings.SCHEDULE}
