"""Every row of ours says what it is, how long it is kept and who did what."""

import pytest
from django.apps import apps
from django.db import models

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
    assert getattr(model, "retention", "").strip()


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
