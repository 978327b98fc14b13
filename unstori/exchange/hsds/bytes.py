"""What was sent, as UTF-8. JSON has no other letters, but feeds do."""

import codecs
import gzip
import zlib

from unstori.exchange.fhir.reading import Broken
from unstori.exchange.hsds.findings import Why

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
USUAL = ("utf-8", "utf8", "us-ascii", "ascii")
MOST_BYTES = 256 * 2**20
OLDER = "cp1252"


def in_utf8(content: bytes, charset: str = "") -> tuple[bytes, str]:
    """The content, and which other letters it was in. Raises Broken for what cannot be a feed."""
    content = _opened(content)
    other = next((name for mark, name in MARKS if content.startswith(mark)), "")
    text = _decoded(content, other or charset)
    plain = text[0].lstrip("\ufeff \t\r\n")
    if not plain:
        raise Broken(Why.EMPTY)  # type: ignore[arg-type]
    if plain.startswith("<"):
        raise Broken(Why.WEB_PAGE)  # type: ignore[arg-type]
    return plain.encode("utf-8", "surrogatepass"), "" if other == "utf-8-sig" else text[1]


def _decoded(content: bytes, named: str) -> tuple[str, str]:
    """UTF-8 wherever it can be that, whatever the feed says of itself."""
    try:
        if not named.startswith(("utf-16", "utf-32")):
            return content.decode("utf-8"), ""
        return content.decode(named), named
    except UnicodeDecodeError:
        usual = not named or named.lower() in USUAL
        try:
            name = codecs.lookup(OLDER if usual else named).name
        except LookupError:
            name = OLDER
        return content.decode(name, "replace"), name


def _opened(content: bytes) -> bytes:
    """Packed, though nobody said so."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        packed = zlib.decompressobj(zlib.MAX_WBITS | 16)
        opened = packed.decompress(content, MOST_BYTES)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise Broken(Why.CANNOT_OPEN) from error  # type: ignore[arg-type]
    if packed.unconsumed_tail:
        raise Broken(Why.TOO_BIG)  # type: ignore[arg-type]
    return opened
