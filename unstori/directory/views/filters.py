"""The folded filters: the same for nearly everybody, and half of what a page of results costs to make."""

from functools import lru_cache

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from unstori.directory.forms import LookForm

OUTSIDE = ("q", "near")  # typed by people: these are made anew each time
KEPT = 256
Said = tuple[tuple[str, tuple[str, ...]], ...]


def folded(form: LookForm) -> SafeString:
    """Made once for each choice in each language. What says that something is wrong is never kept."""
    if form.errors:
        return _made(form)
    data = form.data if isinstance(form.data, QueryDict) else QueryDict()
    names = [name for name in form.fields if name not in OUTSIDE]
    said = tuple((name, tuple(data.getlist(name))) for name in names if any(data.getlist(name)))
    return _kept(get_language() or "en", said)


@lru_cache(KEPT)
def _kept(language: str, said: Said) -> SafeString:
    data = QueryDict(mutable=True)
    for name, values in said:
        data.setlist(name, list(values))
    return _made(LookForm(data or None))


def _made(form: LookForm) -> SafeString:
    return mark_safe(render_to_string("directory/filters.html", {"form": form}))
