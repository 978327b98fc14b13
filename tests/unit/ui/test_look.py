"""The page itself: nothing fetched from elsewhere, nothing inline, every word in both languages."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import Http404
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from unstori.ui import views

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "unstori/ui/static/ui"


@pytest.fixture
def plain_static(settings):
    """Addresses of static files without having collected them."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.DEMO = True


def render(lang="en", method="get"):
    """The style page, as a stranger sees it."""
    request = getattr(RequestFactory(), method)("/look/")
    with translation.override(lang):
        return views.look(request).content.decode()


def test_look_outside_the_demo_is_not_there(settings):
    """The page with invented people is never part of a real deployment."""
    settings.DEMO = False
    with pytest.raises(Http404):
        views.look(RequestFactory().get("/look/"))


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_look_has_nothing_inline_and_nothing_from_elsewhere(plain_static, lang):
    """A strict policy holds by construction."""
    html = render(lang)
    assert f'<html lang="{lang}"' in html
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*src=)", html)
    assert not re.search(r'(src|href)="(https?:)?//', html)


def test_look_in_welsh_lets_no_default_english_through(plain_static):
    """The design system's own words are English unless ours are passed."""
    text = re.sub(r"<[^>]+>", " ", render("cy", "post"))
    for english in (
        "Error:",
        "There is a problem",
        "Day",
        "Month",
        "Show",
        "Choose",
        "Next",
        "Previous",
        "optional",
    ):
        assert english not in text
    assert "Mae problem" in text


def test_look_sent_empty_leads_to_each_field(plain_static):
    """The title says so first, and each error leads to a field that exists."""
    html = render(method="post")
    assert "<title>Error:" in html
    for address in re.findall(r"error-summary__list.*?</ul>", html, re.S)[0].split('href="#')[1:]:
        assert f'id="{address.split(chr(34))[0]}"' in html


def test_circle_reads_aloud_in_order_of_closeness(plain_static):
    """The picture's description names everybody, nearest first, and the key worker."""
    desc = re.search(r'<desc id="circle-words">(.*?)</desc>', render(), re.S).group(1)
    assert " ".join(desc.split()).startswith(
        "Closest: Mair (mum), Aled (dad), Eirlys (grandmother). Then: Huw Parry – key"
    )


def test_message_page_without_a_request_still_stands(plain_static):
    """The page for our own failures needs no request, no session, no database."""
    html = (
        engines["jinja2" if "jinja2" in engines else "Jinja2"]
        .env.get_template("ui/message.html")
        .render(
            heading="Something broke",
            text=["It is not your fault."],
            links=[("/", "Home")],
            kept=["my words"],
        )
    )
    assert "<h1>Something broke</h1>" in html and "my words" in html and "set_language" not in html


def test_skin_is_fresh_and_fetches_nothing():
    """The stylesheet kept is the one that bin/skin makes of the design system installed."""
    assert "url(" not in (STATIC / "nhsuk.css").read_text()
    assert subprocess.run([sys.executable, ROOT / "bin/skin", "--check"], check=False).returncode == 0


def luminance(colour):
    """WCAG 2.2 relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2.2 contrast of two colours."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_colours_pass_aa(mode):
    """Every text colour on every surface that it meets: 4.5; every line of a field: 3."""
    css = (STATIC / "tokens.css").read_text()
    blocks = re.findall(r":root \{(.*?)\}", css, re.S)
    token = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", blocks[mode]))
    pairs = [(text, on) for text in ("ink", "soft", "thread", "deep", "late") for on in ("paper", "card")]
    pairs += [
        ("on-thread", "thread"),
        ("on-thread", "deep"),
        ("deep", "tint"),
        ("warm-ink", "warm"),
        ("ink", "warm"),
    ]
    pairs += [("late", "late-tint"), ("soft", "late-card"), ("on-thread", "late"), ("focus-ink", "focus")]
    for text, on in pairs:
        focus = {"focus": "#ffdd33", "focus-ink": "#1d2b2a"}
        assert contrast({**focus, **token}[text], {**focus, **token}[on]) >= 4.5, (text, on)
    for line, on in (("field", "card"), ("thread", "card"), ("inner", "warm")):
        assert contrast(token[line], token[on]) >= 3, (line, on)
