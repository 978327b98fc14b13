"""Pictures that come from outside, made harmless: what acts or reaches out is refused, the rest is written anew.

An SVG is a document that can run programs and fetch from anywhere (W3C SVG 2, 2.2: processing modes), so of one only
what draws is kept. A PNG or a photo is decoded and written again, which leaves behind whatever else was in the file,
such as where the photo was taken.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_noop as _

from unstori.core.errors import RuleBroken
from unstori.ui import photos, symbols

MOST_FILES, MOST_BYTES, LARGEST, WIDEST = 600, 60 * 2**20, 1 * 2**20, 800
DEEPEST = 100  # elements inside each other; drawings have about ten
MOST_DRAWN = 20_000  # elements, with those that are drawn again by a reference; drawings have some hundred
PNG = b"\x89PNG\r\n\x1a\n"
SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
DRAWS = frozenset(
    "svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop use symbol clipPath"
    " mask pattern title desc text tspan".split()
)
ACTS = frozenset(
    "script foreignObject iframe object embed image a set animate animateMotion animateTransform audio video handler"
    " listener feImage".split()
)
DECLARES = re.compile(
    r"<!DOCTYPE[^>\[<]*([\[<]|$)|<!ENTITY", re.IGNORECASE
)  # rules of its own, or none that ends
REACHES = re.compile(
    r"url\s*\(\s*['\"]?(?!\s*#)|@import|javascript:|expression\s*\(|\\|image-set\s*\(|(?<![\w-])(image|src|cross-fade)\s*\(",
    re.IGNORECASE,
)
REFERS = re.compile(r"url\s*\(\s*['\"]?\s*#([^'\")]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Drawing:
    """A picture that was found harmless."""

    content: bytes
    media_type: str


def harmless(content: bytes) -> Drawing:
    """One drawing of a set: SVG or PNG by its bytes. Raises RuleBroken."""
    if len(content) > LARGEST:
        raise RuleBroken(_("larger than 1 MB"))
    if content.startswith(PNG):
        return Drawing(photos.written_anew(content, "PNG", WIDEST), "image/png")
    return Drawing(_svg(content), "image/svg+xml")


def photo(content: bytes) -> Drawing:
    """Somebody's own photo: upright, no larger than a board needs, and without where it was taken."""
    return Drawing(photos.written_anew(content, "JPEG", WIDEST), "image/jpeg")


def _svg(content: bytes) -> bytes:
    """Only what draws. What acts or reaches out is refused: nobody drew a symbol with it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleBroken(_("neither SVG nor PNG")) from error
    if DECLARES.search(text):
        raise RuleBroken(_("it holds what could do harm"))
    try:
        root = ET.fromstring(text)
    except (ET.ParseError, RecursionError) as broken:
        raise RuleBroken(_("neither SVG nor PNG")) from broken
    if root.tag not in (f"{{{SVG}}}svg", "svg"):
        raise RuleBroken(_("neither SVG nor PNG"))
    ET.register_namespace("", SVG)
    made = _drawn(root)
    _check_size(made)
    return ET.tostring(made, encoding="utf-8", xml_declaration=True)


def _check_size(root: ET.Element) -> None:
    """A few lines that draw each other again and again would keep a page, or a paper, busy for ever."""
    by_id = {id: one for one in root.iter() if (id := one.get("id"))}
    sizes: dict[str, int] = {}

    def size(element: ET.Element, within: frozenset[str]) -> int:
        named = REFERS.findall(" ".join([*element.attrib.values(), element.text or ""]))
        named += [element.get("href", "").strip()[1:]] if element.get("href") else []
        found = 1 + sum(size(child, within) for child in element) + sum(again(id, within) for id in named)
        if found > MOST_DRAWN:
            raise RuleBroken(_("it holds what could do harm"))
        return found

    def again(id: str, within: frozenset[str]) -> int:
        if id in within:
            raise RuleBroken(_("it holds what could do harm"))
        if id in by_id and id not in sizes:
            sizes[id] = size(by_id[id], within | {id})
        return sizes.get(id, 0)

    try:
        size(root, frozenset())
    except RecursionError as endless:
        raise RuleBroken(_("it holds what could do harm")) from endless


def _drawn(element: ET.Element, depth: int = 0) -> ET.Element:
    """An element with the attributes and the children that draw; no drawing is nested without end."""
    if depth > DEEPEST:
        raise RuleBroken(_("it holds what could do harm"))
    made = ET.Element(f"{{{SVG}}}{_name(element.tag)}", _attributes(element))
    made.text, made.tail = element.text, element.tail
    for child in element:
        name = _name(child.tag) if isinstance(child.tag, str) else ""
        if name in ACTS or name.lower() in {one.lower() for one in ACTS}:
            raise RuleBroken(_("it holds what could do harm"))
        if name == "style" and REACHES.search(child.text or ""):
            raise RuleBroken(_("it holds what could do harm"))
        if name == "style":
            kept = ET.SubElement(made, f"{{{SVG}}}style")
            kept.text = child.text
        elif name in DRAWS:
            made.append(_drawn(child, depth + 1))
    return made


def _attributes(element: ET.Element) -> dict[str, str]:
    kept = {}
    for name, value in element.attrib.items():
        plain = _name(name).lower()
        reaches = plain == "href" and not value.strip().startswith("#")
        if plain.startswith("on") or reaches or REACHES.search(value):
            raise RuleBroken(_("it holds what could do harm"))
        if not name.startswith("{"):
            kept[name] = value
        elif plain == "href":
            kept["href"] = value
    return kept


def _name(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def unpacked(uploads: Iterable[UploadedFile]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file, those inside a zip too, no more of them than a set can have."""
    number, size = 0, 0
    for upload in uploads:
        for name, content in _inside(upload):
            number, size = number + 1, size + len(content)
            if number > MOST_FILES or size > MOST_BYTES:
                raise RuleBroken(_("That is too much at once. Send 600 files or 60 MB at most."))
            yield name, content


def _inside(upload: UploadedFile) -> Iterator[tuple[str, bytes]]:
    """A zip says how large its files are and may lie: no more is read than a drawing may have."""
    upload.seek(0)
    if not zipfile.is_zipfile(upload):
        upload.seek(0)
        yield upload.name or "", upload.read(LARGEST + 1)
        return
    try:
        with zipfile.ZipFile(upload) as packed:
            for one in packed.infolist():
                name = one.filename.replace("\\", "/").rsplit("/", 1)[-1]
                if one.is_dir() or name.startswith(".") or one.filename.startswith("__MACOSX"):
                    continue
                with packed.open(one) as read:
                    yield name, read.read(LARGEST + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as broken:
        raise RuleBroken(_("This zip cannot be opened. Pack it again, without a password.")) from broken


def idea_of(name: str) -> str:
    """Which idea a file draws, by its name: the idea's id, or its words in either language; empty for none."""
    stem = symbols.plain(re.sub(r"[_\-.]+", " ", name.rsplit(".", 1)[0]))
    said = " ".join(stem.split())
    by_id = said.replace(" ", "_")
    if symbols.find(by_id):
        return by_id
    for symbol in symbols.everything().values():
        if said in (symbols.plain(symbol.words.en).strip(), symbols.plain(symbol.words.cy).strip()):
            return symbol.id
    return ""
