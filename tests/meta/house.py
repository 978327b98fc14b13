"""What the house tests read: the project's own files, parsed once."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "unstori"
ROOMS = sorted(path.name for path in PACKAGE.glob("[a-z]*") if (path / "__init__.py").exists())


@cache
def tracked() -> tuple[Path, ...]:
    """Files that are, or are about to be, committed; from the disk where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    names = listed.stdout.splitlines() if listed.returncode == 0 else _on_disk()
    return tuple(sorted(path for name in set(names) if (path := ROOT / name).is_file()))


def _on_disk() -> list[str]:
    hidden = {".git", ".venv", "node_modules", "var", "__pycache__"}
    return [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if not hidden & set(path.parts)]


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def python_files() -> list[Path]:
    """The package's code; migrations are written by a machine and are left out."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def templates() -> list[Path]:
    return sorted(PACKAGE.glob("*/jinja2/**/*.*"))


def furniture(path: Path) -> str:
    """`plan/actions/agree.py` and `plan/actions.py` are both the piece `actions`."""
    parts = path.relative_to(PACKAGE).parts
    return parts[1].removesuffix(".py") if len(parts) > 1 else ""


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def at(path: Path, line: int | None = None) -> str:
    name = str(path.relative_to(ROOT))
    return f"{name}:{line}" if line else name
