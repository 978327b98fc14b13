"""Every table that is not ours is on the list of exemptions, with how long it is kept."""

from pathlib import Path

from django.apps import apps

from unstori import access
from unstori.core import definitions


def test_every_table_of_a_library_is_listed():
    folder = Path(access.__file__).parent / "definitions"
    listed = definitions.version(folder, "library_tables", 1)["tables"]
    theirs = {model._meta.label for model in apps.get_models() if not model.__module__.startswith("unstori.")}
    assert set(listed) == theirs
    assert all(row["why"] and row["retention"] and row["sensitivity"] for row in listed.values())
