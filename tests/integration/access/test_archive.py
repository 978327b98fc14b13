"""The drill: back up, lose everything, restore, and the audit still holds."""

import tarfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from tests import build
from unstori.access.archive import bundle, database
from unstori.core import evidence
from unstori.people.models import Person, User


@pytest.fixture
def kept(transactional_db, tmp_path):
    world = build.world()
    default_storage.save("voice.txt", ContentFile(b"my own words"))
    archive = tmp_path / "backup.tar.gz"
    call_command("backup", archive)
    return world, archive


def test_restore_brings_back_what_was_lost_and_verifies_the_audit(kept, settings):
    world, archive = kept
    default_storage.delete("voice.txt")
    with evidence.lifted(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Person._meta.db_table} SET called = 'lost'")
    with pytest.raises(CommandError, match="--force"):
        call_command("restore", archive)
    call_command("restore", archive, force=True)
    assert Person.objects.get(pk=world.geth.pk).called == "Geth"
    with default_storage.open("voice.txt") as voice:
        assert voice.read() == b"my own words"
    assert list(settings.AUDIT_HEAD_FILE.parent.glob("audit-head.jsonl.before-*")), (
        "what stood here is put aside"
    )


def test_backup_never_writes_over_another(kept):
    with pytest.raises(CommandError, match="already"):
        call_command("backup", kept[1])


def test_restore_refuses_a_changed_archive_and_touches_nothing(kept, tmp_path):
    world, archive = kept
    folder = tmp_path / "opened"
    bundle.unpack(archive, folder)
    (folder / "files" / "voice.txt").write_bytes(b"other words")
    for name in ("changed", "strange", "nonsense"):
        bad = tmp_path / f"{name}.tar.gz"
        with tarfile.open(bad, "w:gz") as tar:
            if name != "nonsense":
                tar.add(folder, arcname=".")
        with pytest.raises(CommandError):
            call_command("restore", bad, force=True)
        (folder / "files" / "more.txt").write_bytes(b"not in the manifest")
    assert User.objects.filter(pk=world.mair.user_id).exists()


def test_restore_refuses_another_kind_of_database(kept, monkeypatch):
    monkeypatch.setattr(database, "name", lambda: "database.other")
    with pytest.raises(CommandError, match="needs database"):
        call_command("restore", kept[1], force=True)


def test_a_missing_tool_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(database.shutil, "which", lambda tool: None)
    monkeypatch.setattr(database.Path, "glob", lambda *_: iter(()))
    with pytest.raises(database.NoTool, match="pg_dump is missing"):
        database._run("pg_dump")
