"""A photo from outside, decoded and written again: whatever else was in the file stays behind, such as where it was taken."""

import io

from django.utils.translation import gettext_noop as _
from PIL import Image, ImageOps

from unstori.core.errors import RuleBroken

MOST_PIXELS = 40_000_000


def written_anew(content: bytes, kind: str, widest: int) -> bytes:
    """Upright and no larger than wanted; `kind` is JPEG or PNG. Raises RuleBroken."""
    try:
        with Image.open(io.BytesIO(content)) as read:
            if read.width * read.height > MOST_PIXELS:
                raise RuleBroken(_("too large to show"))
            image = ImageOps.exif_transpose(read).convert("RGBA" if kind == "PNG" else "RGB")
            image.info.clear()  # a JPEG's comment would be written again
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as broken:
        raise RuleBroken(_("not a picture that can be shown")) from broken
    image.thumbnail((widest, widest))
    made, write = io.BytesIO(), image.save
    write(made, kind)
    return made.getvalue()
