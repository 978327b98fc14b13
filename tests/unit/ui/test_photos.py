"""A photo is written anew: nothing that was beside the picture stays."""

import io

import pytest
from PIL import Image

from unstori.ui.photos import written_anew


@pytest.mark.parametrize("came", ["JPEG", "GIF"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_nothing_beside_the_picture_stays(came, kind):
    exif = Image.Exif()
    exif[0x010E] = "SECRET description"
    file = io.BytesIO()
    more = {"exif": exif} if came == "JPEG" else {}
    Image.new("RGB", (40, 30), "red").save(file, came, comment=b"SECRET: Mrs Jones, 51.6 -3.9", **more)
    assert b"SECRET" in file.getvalue()
    assert b"SECRET" not in written_anew(file.getvalue(), kind, 1200)
