"""Pictures of the demo for the README: a few pages as Geth's mother sees them, small enough to keep."""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1200, "height": 860}
# file, page under the person, size, language
PICTURES = [
    ("now", "", DESKTOP, "en"),
    ("now-phone-welsh", "", PHONE, "cy"),
    ("plan", "plan/", DESKTOP, "en"),
    ("circle", "circle/", DESKTOP, "en"),
]
COLOURS = 96


def become(page: Page, name: str) -> str:
    """Whoever it is, without a password: a demo has none. Returns the address of their person."""
    page.goto(f"/become/?q={name.replace(' ', '+')}")
    page.get_by_role("button", name=name).first.click()
    page.wait_for_url("**/p/*/")
    return page.url


def keep(page: Page, name: str) -> None:
    shot = Image.open(io.BytesIO(page.screenshot()))
    path = FOLDER / f"{name}.png"
    shot.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    print(f"· {path.relative_to(FOLDER.parents[1])}: {path.stat().st_size // 1024} kB")


def main(base: str = "http://localhost:8000") -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name, where, size, language in PICTURES:
            context = browser.new_context(base_url=base, viewport=size, reduced_motion="reduce")
            context.add_cookies([{"name": "django_language", "value": language, "url": base}])
            page = context.new_page()
            page.goto(become(page, "Mair Rowlands") + where)
            keep(page, name)
            context.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
