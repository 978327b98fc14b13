"""What stands on a page, and in which language: every catalogue and definition of ours, read as pairs."""

import re
import struct
import tomllib
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from django.core.files.uploadedfile import SimpleUploadedFile

import unstori

ROOT = Path(unstori.__file__).parent
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]")
# What a reader sees or hears; what is marked as being in a language is left to it.
READ_PAGE = """(language) => {
  const found = [];
  const other = (node) => {
    const marked = node.closest("[lang]");
    return marked && marked.lang !== language;
  };
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const holder = walk.currentNode.parentElement;
    if (["SCRIPT", "STYLE", "NOSCRIPT", "TEXTAREA"].includes(holder.tagName) || other(holder)) continue;
    const text = walk.currentNode.textContent.trim();
    if (text) found.push(text);
  }
  for (const one of document.querySelectorAll("[aria-label],[alt],[title],[placeholder]")) {
    if (other(one)) continue;
    for (const name of ["aria-label", "alt", "title", "placeholder"]) {
      if (one.getAttribute(name)) found.push(one.getAttribute(name));
    }
  }
  return found;
}"""


@cache
def pairs() -> list[tuple[str, str]]:
    """Every text of ours, in English and in Welsh."""
    found = []
    for path in sorted(ROOT.glob("*/locale/cy/LC_MESSAGES/django.po")):
        for message in read_po(BytesIO(path.read_bytes())):
            if message.id and message.string:
                many = isinstance(message.id, tuple)
                found += zip(
                    message.id if many else [message.id],
                    message.string if many else [message.string],
                    strict=False,
                )
    for path in sorted(ROOT.glob("*/definitions/**/*.toml")):
        found += _both(tomllib.loads(path.read_text()))
    return found


def _both(value: Any) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        if set(value) == {"en", "cy"} and isinstance(value["en"], str):
            return [(value["en"], value["cy"])]
        value = list(value.values())
    return [pair for each in value for pair in _both(each)] if isinstance(value, list) else []


@cache
def only(language: str) -> tuple[frozenset[str], list[re.Pattern[str]]]:
    """Texts of one language alone: as they are, and as patterns where something is filled in."""
    at = ("en", "cy").index(language)
    elsewhere = {_tidy(pair[1 - at]) for pair in pairs()}
    mine = {_tidy(pair[at]) for pair in pairs()} - elsewhere
    # A letter alone is no language: north on a drawing is somebody's initial elsewhere.
    plain = frozenset(text for text in mine if len(text) > 1 and not PLACE.search(text))
    filled = [
        text
        for text in mine
        if PLACE.search(text) and len(re.findall(r"[a-zâêîôûŵŷ]{2,}", PLACE.sub("", text))) > 1
    ]
    return plain, [re.compile(".+".join(re.escape(part) for part in PLACE.split(text))) for text in filled]


def _tidy(text: str) -> str:
    return " ".join(text.replace("%%", "%").split())


def strays(texts: list[str], language: str) -> list[str]:
    """What stands on the page in the other language."""
    plain, filled = only("en" if language == "cy" else "cy")
    tidied = {_tidy(text) for text in texts} - {"Cymraeg", "English"}  # a language is offered by its own name
    return sorted(text for text in tidied if text in plain or any(one.fullmatch(text) for one in filled))


def picture() -> SimpleUploadedFile:
    """A small picture that is really one."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xb0\x30\x20" * 8 for _ in range(8))
    body = part(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)) + part(b"IDAT", zlib.compress(rows))
    return SimpleUploadedFile("gwely.png", b"\x89PNG\r\n\x1a\n" + body + part(b"IEND", b""), "image/png")
