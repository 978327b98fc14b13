"""Document blocks: each makes one part of a document from what its maker may see. Higher rooms add theirs.

Rendering freezes words, language and sources: a frozen document is never made again. Rows narrowed to named
people and rows private to the person never enter one: a document is handed on whole.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext, override

from unstori.access.door import Opened
from unstori.access.rules import PRIVATE
from unstori.core.dates import format_date

Item = dict[str, Any]
Block = Callable[[Opened, dict[str, Any]], list[Item]]
M = TypeVar("M", bound=Model)
REGISTRY: dict[str, Block] = {}


def register(name: str) -> Callable[[Block], Block]:
    """Make a block known to layouts under a name."""

    def keep(block: Block) -> Block:
        REGISTRY[name] = block
        return block

    return keep


def item(row: Any = None, *, section: str = "", **said: Any) -> Item:
    """One part of a block. `heading`, `text`, `words` (somebody's own: text, by, lang), `lines`; in
    Easy Read `own` (short lines in the row's language), `plain` (in the document's) and `symbol`.

    What it draws on beside its own row stands in `sources` and `sections`: readers need those too.
    """
    return {**said, "section": row.section if row else section, "source": str(row.pk) if row else ""}


def open_rows(rows: Iterable[M]) -> list[M]:
    """Without what is narrowed to named people."""
    return [row for row in rows if not row.narrowed]  # type: ignore[attr-defined]


def without_own(opened: Opened) -> Opened:
    """As whoever reads with the same rights: without what is private, and what this reader alone was let into."""
    rights = {section: right for section, right in opened.rights.items() if section != PRIVATE}
    return replace(opened, rights=rights, let_in=frozenset())


def render(opened: Opened, layout: dict[str, Any], language: str) -> dict[str, Any]:
    """A layout applied now, in one language, as data: its blocks, and the sections and rows they draw on."""
    open_to_all = without_own(opened)
    made = []
    with override(language):
        for spec in layout["blocks"]:
            block = REGISTRY.get(spec["block"])
            items = block(open_to_all, spec) if block else []
            if items or not spec.get("only_if_any"):
                made.append(_block(spec, items, language))
        person = {"called": opened.person.called, "born_on": format_date(opened.person.born_on, year=True)}
    items = [one for block in made for one in block["items"]]
    drawn = {name for one in items for name in (one["section"], *one.get("sections", []))}
    return {
        **({"easy": True} if layout.get("easy") else {}),
        "person": person,
        "blocks": made,
        "sections": sorted(drawn - {""}),  # what holds for everyone is in no section
        "sources": sorted({source for one in items for source in _sources(one)}),
    }


def _block(spec: dict[str, Any], items: list[Item], language: str) -> dict[str, Any]:
    """A part of a document. With nothing in it, it says so: nobody has to guess whether it was forgotten."""
    nothing = spec.get("nothing", {}).get(language) or gettext("Nothing is written here yet.")
    said = {} if items else {"nothing": nothing}
    symbol = {"symbol": spec["symbol"]} if "symbol" in spec else {}
    return {"id": spec["id"], "heading": spec["heading"][language], "items": items, **said, **symbol}


def _sources(one: Item) -> set[str]:
    return {source for source in (one["source"], *one.get("sources", [])) if source}
