"""A page on paper: tagged PDF (PDF/UA-1) with our font inside, nothing fetched from anywhere."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from django.contrib.staticfiles import finders

SIZES = {"latin": "U+0000-00FF, U+2000-206F", "latin-ext": "U+0100-02BA, U+1E00-1E9F, U+1EF2-1EFF"}
FACE = (
    '@font-face {{ font-family: "Atkinson Hyperlegible Next"; font-weight: {weight}; src: url("{name}");'
    " unicode-range: {range} }}"
)
Pictures = Mapping[str, tuple[bytes, str]]


def sheet(name: str) -> str:
    """The text of a stylesheet of ours."""
    return Path(str(finders.find(name))).read_text(encoding="utf-8")


def pdf(page: str, style: str, pictures: Pictures | None = None) -> bytes:
    """A page as PDF, in this style; `pictures` are the only ones that it may show, by their address in it."""
    from weasyprint import CSS, HTML  # slow to import and wanted by few pages
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    fetcher = only_what_is_given(pictures or {})
    styles = CSS(string=_faces() + style, font_config=fonts, url_fetcher=fetcher, base_url="font:/")
    made = io.BytesIO()
    HTML(string=page, url_fetcher=fetcher, base_url="given:/").write_pdf(
        made, stylesheets=[styles], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True
    )
    return made.getvalue()


def _faces() -> str:
    return "".join(
        FACE.format(
            weight=weight, range=span, name=f"font:/atkinson-hyperlegible-next-{part}-{weight}-normal.woff2"
        )
        for part, span in SIZES.items()
        for weight in (400, 600)
    )


def only_what_is_given(pictures: Pictures) -> Any:
    """A fetcher that knows our font's files and these pictures by name and refuses every other address."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyWhatIsGiven(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            path = urlparse(url).path
            if url.startswith("given:/") and path in pictures:
                content, media_type = pictures[path]
                return URLFetcherResponse(url, content, {"Content-Type": media_type})
            found = finders.find(f"ui/font/{Path(path).name}") if url.startswith("font:/") else None
            if not found:
                raise ValueError("documents fetch nothing")
            return URLFetcherResponse(url, Path(str(found)).read_bytes(), {"Content-Type": "font/woff2"})

    return OnlyWhatIsGiven()
