"""Keeps every room's Welsh catalogue in step with its pages.

Welsh and English are equals, so a string without Welsh is a fault like any other.
Each room carries its own catalogue; an entry says whether a Welsh speaker has reviewed it.

    bin/words                  collect the strings of every room into its catalogue
    bin/words compile          make the compiled catalogues
    bin/words check            fail on a string that is missing, doubtful, stale or contradicted
    bin/words tidy             collect, and forget entries that no page uses any more

Rooms can be named after the command: bin/words compile plan circle
"""

import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent / "unstori"
REVIEWED, NOT_REVIEWED = "reviewed", "not reviewed"
PLURAL = "(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5"
PLURALS = 6  # Welsh mutates after 2, 3 and 6, so the six forms of the Unicode CLDR: 0, 1, 2, 3, 6, other
HEADER = "# Welsh words of this room. bin/words keeps it; each entry says whether it was reviewed."
KEYWORDS: dict = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
SOURCES: tuple[tuple[str, str, dict], ...] = (
    ("python", "**/*.py", {}),
    ("jinja2", "jinja2/**/*.*", {"silent": "false", "trimmed": "true"}),
)


def all_rooms() -> list[str]:
    return sorted(path.name for path in ROOT.glob("[a-z]*") if path.is_dir())


def catalogue_path(room: str) -> Path:
    return ROOT / room / "locale" / "cy" / "LC_MESSAGES" / "django.po"


def blank() -> Catalog:
    catalogue = Catalog(
        locale="cy",
        domain="django",
        header_comment=HEADER,
        project="Unstori",
        version="1",
        copyright_holder="the Unstori contributors",
        msgid_bugs_address="none",
        last_translator="the Unstori contributors",
        language_team="Cymraeg",
        fuzzy=False,
    )
    catalogue._num_plurals, catalogue._plural_expr = PLURALS, PLURAL  # type: ignore[assignment]
    return catalogue


def collect(room: str) -> Catalog:
    """The strings that the room's code and templates ask for, without any Welsh yet."""
    found = blank()
    wanted: dict = {"keywords": KEYWORDS, "comment_tags": ("Translators:",), "strip_comment_tags": True}
    for method, pattern, options in SOURCES:
        for path in sorted((ROOT / room).glob(pattern)):
            if path.is_dir() or "migrations" in path.parts or path.suffix == ".pyc":
                continue
            for _line, words, notes, context in extract_from_file(method, path, options=options, **wanted):
                found.add(words, auto_comments=notes, context=context)
    return found


def read(room: str) -> Catalog:
    path = catalogue_path(room)
    if not path.exists():
        return blank()
    with path.open("rb") as file:
        catalogue = read_po(file, locale="cy", domain="django", abort_invalid=True)
    if catalogue.num_plurals != PLURALS and any(message.pluralizable for message in catalogue):
        sys.exit(f"{path}: give each plural {PLURALS} forms (0, 1, 2, 3, 6, other), header: {PLURAL}")
    return catalogue


def key(message: Message) -> tuple[object, str | None]:
    return message.id, message.context


def entries(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def merge(known: Catalog, found: Catalog) -> Catalog:
    """Found strings with the Welsh already known for them; the rest is kept aside in case it returns."""
    before = {key(message): message for message in chain(known.obsolete.values(), entries(known))}
    merged = blank()
    merged.creation_date, merged.revision_date = known.creation_date, known.revision_date
    for message in sorted(entries(found), key=lambda each: (str(each.id), each.context or "")):
        old = before.pop(key(message), None)
        marks = [note for note in old.user_comments if note] if old else []
        if not {REVIEWED, NOT_REVIEWED} & set(marks):
            marks.append(NOT_REVIEWED)
        flags = (old.flags & {"fuzzy"}) if old else set()
        merged.add(
            message.id,
            old.string if old else None,
            auto_comments=message.auto_comments,
            user_comments=marks,
            flags=flags | message.flags,
            context=message.context,
        )
    merged.obsolete.update({text_key(old): old for old in before.values() if old.string})
    return merged


def text_key(message: Message) -> str:
    words = message.id if isinstance(message.id, str) else message.id[0]
    return f"{message.context or ''}\x04{words}"


def update(room: str, *, forget: bool = False) -> list[str]:
    path, merged = catalogue_path(room), merge(read(room), collect(room))
    if not path.exists() and not len(merged):
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".po.new")
    with fresh.open("wb") as file:
        write_po(file, merged, width=110, no_location=True, ignore_obsolete=forget)
    fresh.replace(path)
    missing = [message for message in entries(merged) if not complete(message)]
    print(f"{room}: {len(merged)} strings, {len(missing)} without Welsh")
    return []


def tidy(room: str) -> list[str]:
    return update(room, forget=True)


def compile_room(room: str) -> list[str]:
    path = catalogue_path(room)
    if path.exists():
        fresh = path.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            write_mo(file, read(room))
        fresh.replace(path.with_suffix(".mo"))
    return []


def complete(message: Message) -> bool:
    forms = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    expected = PLURALS if message.pluralizable else 1
    return len(forms) == expected and all(forms)


def check(room: str) -> list[str]:
    known, faults = read(room), []
    by_key = {key(message): message for message in entries(known)}
    for wanted in entries(collect(room)):
        message = by_key.get(key(wanted))
        if message is None:
            faults.append(f"{room}: not collected yet, run bin/words: {wanted.id!r}")
        elif not complete(message):
            faults.append(f"{room}: no Welsh for {wanted.id!r}")
        elif message.fuzzy:
            faults.append(f"{room}: doubtful (fuzzy) Welsh for {wanted.id!r}")
        else:
            faults += [f"{room}: {fault}: {wanted.id!r}" for fault in message.check(known)]
        if message and not {REVIEWED, NOT_REVIEWED} & set(message.user_comments):
            faults.append(f"{room}: says neither reviewed nor not reviewed: {wanted.id!r}")
    return faults


def contradictions(rooms: list[str]) -> list[str]:
    """Django merges the rooms' catalogues: the same English must not have two Welsh forms."""
    seen: dict[tuple[object, str | None], tuple[str, object]] = {}
    faults = []
    for room in rooms:
        for message in entries(read(room)):
            first, welsh = seen.setdefault(key(message), (room, message.string))
            if message.string and welsh and message.string != welsh:
                faults.append(f"{first} and {room} differ on {message.id!r}: {welsh!r}, {message.string!r}")
    return faults


COMMANDS: dict[str, Callable[[str], list[str]]] = {
    "update": update,
    "compile": compile_room,
    "check": check,
    "tidy": tidy,
}


def main(arguments: list[str]) -> int:
    command, *named = arguments or ["update"]
    if command not in COMMANDS or set(named) - set(all_rooms()):
        print(__doc__, file=sys.stderr)
        return 2
    rooms = named or all_rooms()
    faults = [fault for room in rooms for fault in COMMANDS[command](room)]
    if command == "check":
        faults += contradictions(all_rooms())
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
