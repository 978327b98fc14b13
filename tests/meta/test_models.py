"""Every row of ours says what it is, how long it is kept and who did what."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from tests.meta import house
from unstori.access.models import AboutPerson
from unstori.access.queries import forgetting

SENSITIVITIES = {"ordinary", "personal", "special"}

# Instants that need no sibling saying who, with the reason.
NO_WHO = {
    "created_at": "the audit names who created a row",
    "updated_at": "the audit names who changed a row",
    "joined_at": "an account's own",
    "last_seen_at": "a session's own",
    "expires_at": "a limit, done by nobody",
    "happened_at": "an entry's own time; who was there is the entry's content",
    "sealed_at": "done by the machine",
    "read_at": "the reader is the row's own actor",
}


def ours():
    return [model for model in apps.get_models() if model.__module__.startswith("unstori.")]


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_model_says_how_sensitive_it_is_and_how_long_it_is_kept(model):
    assert getattr(model, "sensitivity", None) in SENSITIVITIES
    assert getattr(model, "retention", "") in forgetting.retention(), (
        "name a rule of access/definitions/retention.toml"
    )


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_every_instant_says_who(model):
    names = {field.name for field in model._meta.get_fields()}
    instants = {field.name for field in model._meta.fields if isinstance(field, models.DateTimeField)}
    wanted = {name for name in instants if name.endswith("_at")} - set(NO_WHO)
    assert not {name for name in wanted if name.removesuffix("_at") + "_by" not in names}


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_evidence_is_never_deleted_through_what_it_points_at(model):
    """A cascade would ask the database to delete what its triggers refuse to delete."""
    if not getattr(model, "evidence", False):
        return
    relations = [field for field in model._meta.fields if field.is_relation]
    assert not [
        field.name for field in relations if field.remote_field.on_delete in (models.CASCADE, models.SET_NULL)
    ]


@pytest.mark.parametrize("key", forgetting.retention())
def test_a_rule_of_retention_is_whole(key):
    """Trigger and source always; a period unless it is for ever; and why nothing acts on it, where nothing does."""
    rule = forgetting.retention()[key]
    assert {"trigger", "source", "verified", "erased_with_person"} <= set(rule)
    assert ("period" in rule) == (rule["trigger"] != "never")
    assert ("field" in rule) != bool(rule.get("waits_for"))
    named = [model for model in ours() if model.retention == key]
    assert named, "no model is kept by this rule"
    for model in named if "field" in rule else ():
        model._meta.get_field(rule["field"])


def test_what_points_at_what_is_erased_is_erased_with_it():
    """Or the database would refuse to erase a person."""
    goes = set(forgetting.erased_with_person())
    left = {
        f"{model._meta.label}.{field.name}"
        for model in set(ours()) - goes
        for field in model._meta.concrete_fields
        if field.related_model in goes
    }
    assert goes and not left


def test_every_row_about_a_person_goes_with_the_person():
    about = {model for model in ours() if issubclass(model, AboutPerson)}
    assert about <= set(forgetting.erased_with_person())


def test_only_erasing_opens_the_door_for_evidence():
    found = {
        house.at(path)
        for path in house.python_files()
        if path.name not in {"evidence.py", "erasing.py"}
        and any(
            name in path.read_text(encoding="utf-8")
            for name in ("evidence.erasing", "evidence.lifted", "unstori_eras")
        )
    }
    assert not found


def test_migrations_say_what_the_models_say(settings, db, capsys):
    settings.MIGRATION_MODULES = {}  # the suite itself makes its tables from the models
    call_command("makemigrations", check=True, dry_run=True)
    assert "No changes detected" in capsys.readouterr().out
