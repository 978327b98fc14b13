"""On the family's pages a thumb finds everything that can be pressed."""

import pytest

from tests import build
from tests.system.conftest import Open

pytestmark = pytest.mark.django_db(transaction=True)
SMALLEST = 44
# What a link's own ::after adds above and below it can be pressed too. In running text a line is enough.
SMALL = """smallest => [...document.querySelectorAll("main a, main button, main summary, nav a")].map(one => {
  const more = getComputedStyle(one, "::after"), box = one.getBoundingClientRect();
  const edge = more.position === "absolute" && more.content !== "none" ? -2 * parseFloat(more.top) : 0;
  return [Math.ceil(box.height + Math.max(edge, 0)), one.textContent.trim()];
}).filter(([high, words]) => high > 0 && high < smallest).map(([high, words]) => `${words}: ${high} px`)"""


def test_whatever_can_be_pressed_is_as_high_as_a_thumb(lived: build.World, open_browser: Open) -> None:
    page, small = open_browser(lived.mair, phone=True), []
    for path in ("", "story/", "story/promises/", "plan/", "circle/", "circle/who-can-see/"):
        page.goto(f"/p/{lived.geth.reference}/{path}")
        small += [f"{path}: {said}" for said in page.evaluate(SMALL, SMALLEST)]
    assert not small, "\n".join(small)
