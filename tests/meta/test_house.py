"""The house stands: sizes, names, one write path, one read path, rooms that keep to themselves."""

import ast
import re
import tomllib

import grimp
import pytest

from tests.meta import house

LINES, FUNCTION_LINES = 400, 30
GENERATED = {"nhsuk.css"}  # the design system's own, copied in by a script
FORBIDDEN_NAMES = {"utils", "helpers", "services", "managers", "common", "misc"}

# Who may read rows, and who may write them. Commands are jobs; apps and core hold the machinery of tables.
READERS = {
    "queries",
    "actions",
    "telling",
    "policy",
    "door",
    "audit",
    "tasks",
    "models",
    "management",
    "migrations",
}
WRITERS = {"actions", "audit", "models", "management", "migrations"}
WRITING = {
    "save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete",
    "acreate", "asave", "adelete", "aupdate",
}  # fmt: skip
# Actions without somebody who acts, with the reason.
NO_ACTOR = {"system_actor": "makes the actor that commands and jobs act as"}
# Words that are no words of this product; they may stand in comments of code, never before people.
FORBIDDEN_WORDS = re.compile(
    r"(?<!\bin )(?<!that )(?<!any )(?<!upper )(?<!lower )\b("
    r"cases?|clients?|patients?|service users?|challenging (child|children|behaviour)|non-compliant|"
    r"failed to attend|did not attend)\b",
    re.IGNORECASE,
)
# The registries' and this machine's addresses have no place in files that travel.
MACHINE = re.compile(
    r"registry\.npmjs|pypi\.org|pythonhosted|files\.python|/(home|root|Users|work|opt)/[A-Za-z]"
)


def test_files_are_short():
    long = {house.at(path): count for path in _own_text() if (count := _lines(path)) > LINES}
    assert not long


def _own_text():
    suffixes = {".py", ".html", ".css", ".js", ".toml"}
    left_out = {"migrations", *GENERATED}
    return [p for p in house.tracked() if p.suffix in suffixes and not left_out & set(p.parts)]


def _lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_functions_are_short():
    long = [
        f"{house.at(path, node.lineno)} {node.name}: {length}"
        for path in house.python_files()
        for node in house.functions(path)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert not long


def test_files_have_names_that_say_what_they_hold():
    assert not [house.at(path) for path in house.PACKAGE.rglob("*.py") if FORBIDDEN_NAMES & _name_parts(path)]


def _name_parts(path):
    return {part.removesuffix(".py") for part in path.relative_to(house.PACKAGE).parts}


def test_only_queries_and_actions_reach_for_rows():
    found = [
        house.at(path, node.lineno)
        for path in house.python_files()
        if house.furniture(path) not in READERS
        for node in ast.walk(house.parse(path))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}
    ]
    assert not found


def test_only_actions_write():
    found = [
        house.at(path, call.lineno)
        for path in house.python_files()
        if house.furniture(path) not in WRITERS
        for call in ast.walk(house.parse(path))
        if isinstance(call, ast.Call) and _writes(call)
    ]
    assert not found


def _writes(call):
    """A call that a model or queryset answers by writing. `.update()` counts on querysets alone."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if name == "update":
        chain = {node.attr for node in ast.walk(call.func) if isinstance(node, ast.Attribute)}
        return bool(chain & {"objects", "filter", "exclude", "all"})
    return name in WRITING


def test_every_action_says_who_acts():
    missing = [
        house.at(path, node.lineno)
        for path in house.python_files()
        if house.furniture(path) == "actions"
        for node in house.parse(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.name not in NO_ACTOR
        if "by" not in {argument.arg for argument in node.args.kwonlyargs}
    ]
    assert not missing


@pytest.mark.parametrize("private", ["views", "forms", "presenters"])
def test_pages_are_private_to_their_room(private):
    """`web` brings rooms together, so it may use their presenters; `ui`'s form fields are for everybody."""
    graph = grimp.build_graph("unstori", cache_dir=None)
    found = []
    for module in graph.modules:
        parts = module.split(".")
        if len(parts) < 3 or parts[1] == "ui" or parts[2] != private:
            continue
        guests = {f"unstori.{parts[1]}"} | ({"unstori.web"} if private == "presenters" else set())
        for importer in graph.find_modules_that_directly_import(module):
            if ".".join(importer.split(".")[:2]) not in guests:
                found.append(f"{importer} imports {module}")
    assert not found


def test_no_address_of_a_registry_or_machine_travels():
    found = [
        house.at(path, number)
        for path in house.tracked()
        if path.suffix not in {".woff2", ".png", ".ico", ".svg"} and path.name != "test_house.py"
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), 1)
        if MACHINE.search(line)
    ]
    assert not found


def test_templates_use_none_of_the_words_that_hurt():
    found = [
        f"{house.at(path, number)}: {match.group()}"
        for path in house.templates()
        for number, line in enumerate(_prose(path.read_text(encoding="utf-8")), 1)
        if (match := FORBIDDEN_WORDS.search(line))
    ]
    assert not found


def _prose(text):
    """Template text without comments and attributes such as classes, keeping the lines' numbers."""
    for pattern in (r"\{#.*?#\}", r"<!--.*?-->", r"""\b(class|id|name|for|href|src)=("[^"]*"|'[^']*')"""):
        text = re.sub(pattern, lambda match: "\n" * match.group().count("\n"), text, flags=re.DOTALL)
    return text.splitlines()


def test_catalogues_use_none_of_the_words_that_hurt():
    found = [
        f"{house.at(path, number)}: {line}"
        for path in house.PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.startswith(("msgid", '"')) and FORBIDDEN_WORDS.search(line)
    ]
    assert not found


def test_templates_reach_only_for_their_own_room_and_ui():
    reach = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"'/]+)/""")
    found = []
    for path in house.templates():
        room = path.relative_to(house.PACKAGE).parts[0]
        for first in reach.findall(path.read_text(encoding="utf-8")):
            if first not in {room, "ui", "nhsuk"}:
                found.append(f"{house.at(path)} reaches for {first}/")
    assert not found


def test_the_rooms_stand_in_one_order_wherever_they_are_listed():
    """Whoever reads about the house finds every room, on the floor on which the contract has it."""
    contracts = tomllib.loads((house.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    rooms = next(one["layers"] for one in contracts if one["id"] == "staircase")
    table = re.findall(r"^\| `(\w+)` \|", (house.ROOT / "README.md").read_text(), re.MULTILINE)
    drawn = (
        (house.ROOT / "DEVELOPING.md").read_text().split("rooms below it:\n\n")[1].split("\n\n")[0].split()
    )
    assert table == drawn == rooms
    assert sorted(rooms) == house.ROOMS
