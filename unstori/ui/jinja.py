"""The one Jinja2 environment: our words, our dates, the design system's macros behind our own."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader

from unstori.core import dates, words
from unstori.ui import fields, pictures, symbols


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """An address by its name, as Django's `{% url %}`."""
    return reverse(name, args=args, kwargs=kwargs)


def environment(**options: Any) -> Environment:
    """Called by Django's Jinja2 backend; the design system's templates need undefined values to chain."""
    options["loader"] = ChoiceLoader([options["loader"], PackageLoader("nhsuk_frontend_jinja", "templates")])
    env = Environment(
        **{**options, "undefined": ChainableUndefined, "trim_blocks": True, "lstrip_blocks": True}
    )
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    said = {name: getattr(dates, name) for name in ("format_date", "format_when", "format_due", "format_ago")}
    env.filters.update(said)
    env.globals.update(
        **said,
        static=static,
        url=url,
        languages=dict(settings.LANGUAGES),
        current_language=dates.language,
        spoken=words.spoken,
        field_parts=fields.parts,
        field_errors=fields.errors,
        form_error_list=fields.error_list,
        page_numbers=pictures.page_numbers,
        circle_picture=pictures.circle,
        chart_picture=pictures.chart,
        symbol_picture=symbols.picture,
        symbol_words=symbols.said,
    )
    return env
