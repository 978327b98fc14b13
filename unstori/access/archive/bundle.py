"""The archive itself: a tar.gz whose manifest says what is in it, and the digest of each."""

import hashlib
import json
import tarfile
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"


class BadArchive(Exception):
    """Something in the archive is not what its manifest says, or there is no manifest."""


def digest(path: Path) -> str:
    """SHA-256 of a file of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(folder: Path, target: Path, about: dict[str, Any]) -> int:
    """Everything in a folder, with its manifest, into one archive that appears whole or not at all."""
    files = {str(p.relative_to(folder)): digest(p) for p in sorted(folder.rglob("*")) if p.is_file()}
    (folder / MANIFEST).write_text(json.dumps({**about, "files": files}, indent=1), encoding="utf-8")
    unfinished = target.with_name(target.name + ".unfinished")
    with tarfile.open(unfinished, "w:gz") as tar:
        tar.add(folder, arcname=".")
    unfinished.chmod(0o600)
    unfinished.replace(target)
    return len(files)


def unpack(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack and check every digest. Returns the manifest; raises BadArchive."""
    try:
        with tarfile.open(source, "r:gz") as tar:
            tar.extractall(folder, filter="data")
        about: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, tarfile.TarError, ValueError, EOFError) as error:
        raise BadArchive(f"this is not one of our backups: {error}") from error
    found = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()} - {MANIFEST}
    if strange := sorted(found ^ set(about["files"])):
        raise BadArchive(f"missing, or not in the manifest: {', '.join(strange)}")
    if changed := [name for name, said in about["files"].items() if digest(folder / name) != said]:
        raise BadArchive(f"changed since the backup: {', '.join(changed)}")
    return about
