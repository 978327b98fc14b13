"""What comes from outside acts nowhere and reaches nothing; what draws is kept."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from unstori.boards import drawings
from unstori.core.errors import RuleBroken
from unstori.ui import photos

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def drawn(inside: str) -> str:
    return drawings.harmless(SVG.format(inside).encode()).content.decode()


def image(kind: str = "PNG", size: tuple[int, int] = (20, 10), **more: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, kind, **more)
    return made.getvalue()


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        '<path d="M0 0" onclick="x()"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<image href="https://example.org/x.png"/>',
        '<use xlink:href="https://example.org/x.svg#a"/>',
        '<use href="data:image/svg+xml,x"/>',
        '<a href="javascript:x()"><path d="M0 0"/></a>',
        '<rect fill="url(https://example.org/x)"/>',
        "<rect style=\"fill:url( 'https://example.org')\"/>",
        "<style>@import 'https://example.org';</style>",
        '<rect style="fill:\\75rl(https://example.org)"/>',
        '<set attributeName="href" to="https://example.org"/>',
        '<g><g><animate attributeName="x"/></g></g>',
        '<style>.b{background:image-set("https://example.org/x.png" 1x)}</style>',
        '<rect style="mask:src(&quot;https://example.org/x&quot;)"/>',
        "".join(
            f'<g id="{n}">{f"""<use href="#{n - 1}"/>""" * 10 if n else "<path/>"}</g>' for n in range(9)
        ),
        "".join(f'<g id="{n}"><use href="#{n + 1}"/></g>' for n in range(900)),
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<pattern id="p"><rect fill="url(#p)"/></pattern>',
    ],
)
def test_what_acts_or_reaches_out_is_refused(inside):
    with pytest.raises(RuleBroken, match="harm"):
        drawn(inside)


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>'.encode("utf-16"),
        b"<html><body/></html>",
        b"not a picture",
        b"GIF89a",
        b"\xff\xfe\x00",
        drawings.PNG + b"and nothing more",
        b"<svg>" + b"<g>" * 100_000,
        b"<!DOCTYPE",
        b'<?xml version="1.0"?><!DOCTYPE svg',
        b'<?xml version="1.0"?><!-- > --><!DOCTYPE svg [<!ELEMENT svg ANY>]><svg/>',
        SVG.format("<g>" * 3000 + "</g>" * 3000).encode(),
        b" " * (drawings.LARGEST + 1),
    ],
)
def test_what_is_no_drawing_is_refused(content):
    with pytest.raises(RuleBroken):
        drawings.harmless(content)


def test_what_draws_is_kept_and_the_rest_falls_away():
    kept = drawn(
        '<metadata>Mair</metadata><sodipodi xmlns="http://x"/><defs><linearGradient id="a"/></defs>'
        '<path d="M0 0" fill="url(#a)"/><use xlink:href="#a"/><style>.b{fill:red}</style>'
    )
    assert "<path" in kept and "url(#a)" in kept and 'href="#a"' in kept and ".b{fill:red}" in kept
    assert "Mair" not in kept and "sodipodi" not in kept


def test_a_drawing_of_a_program_is_kept_with_what_declares_its_kind_and_its_groups():
    declared = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    inside = "<g>" * 50 + '<path d="M0 0"/><text>a[1]</text>' + "</g>" * 50
    assert "<path" in drawings.harmless((declared + SVG.format(inside)).encode()).content.decode()


def test_openmoji_passes_its_own_door():
    from unstori.ui import symbols

    folder = drawings.__file__.replace("boards/drawings.py", "ui/static/ui/symbols/")
    for id in list(symbols.everything())[::20]:
        with open(f"{folder}{id}.svg", "rb") as file:
            assert drawings.harmless(file.read()).media_type == "image/svg+xml"


def test_a_photo_forgets_where_it_was_taken_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "Caernarfon"  # turned by a quarter; what the camera wrote
    kept = drawings.photo(image("JPEG", (20, 10), exif=exif))
    assert kept.media_type == "image/jpeg" and b"Caernarfon" not in kept.content
    with Image.open(io.BytesIO(kept.content)) as read:
        assert read.size == (10, 20)


def test_a_large_photo_becomes_as_large_as_a_board_needs():
    with Image.open(io.BytesIO(drawings.photo(image("JPEG", (3000, 1000))).content)) as read:
        assert max(read.size) == drawings.WIDEST


def test_a_picture_too_large_to_open_is_refused(monkeypatch):
    monkeypatch.setattr(photos, "MOST_PIXELS", 100)
    with pytest.raises(RuleBroken, match="large"):
        drawings.photo(image())


@pytest.mark.parametrize(
    ("name", "idea"),
    [
        ("happy.svg", "happy"),
        ("Hapus.PNG", "happy"),
        ("too-much.svg", "too_much"),
        ("Feel Sick.png", "feel_sick"),
        ("dwr.svg", "water"),
        ("unknown.svg", ""),
        (".svg", ""),
    ],
)
def test_a_file_is_named_by_what_it_shows(name, idea):
    assert drawings.idea_of(name) == idea


def packed(**files: bytes) -> SimpleUploadedFile:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return SimpleUploadedFile("set.zip", made.getvalue())


def test_a_zip_is_unpacked_without_its_folders_and_leftovers():
    sent = packed(**{"set/happy.svg": b"a", "__MACOSX/happy.svg": b"b", "set/.DS_Store": b"c"})
    assert list(drawings.unpacked([sent])) == [("happy.svg", b"a")]


def test_a_zip_that_grows_is_read_no_further_than_a_drawing_may_be():
    ((_name, content),) = drawings.unpacked([packed(big=b"0" * (3 * drawings.LARGEST))])
    assert len(content) == drawings.LARGEST + 1


def test_too_much_at_once_is_refused(monkeypatch):
    monkeypatch.setattr(drawings, "MOST_FILES", 2)
    with pytest.raises(RuleBroken, match="too much"):
        list(drawings.unpacked([packed(a=b"1", b=b"2", c=b"3")]))
