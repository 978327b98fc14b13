"""No page carries a word that Unstori said for another reader, in the other language."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from unstori.circle import actions as circle
from unstori.core import clock
from unstori.people.who import roles
from unstori.plan import actions as plan
from unstori.story import actions as story
from unstori.story.models import Entry, Promise

PAGES = (
    "web:now", "circle:index", "circle:who_can_see", "circle:who_looked", "circle:share", "story:timeline",
    "story:promises", "story:facts", "story:what_matters", "story:contacts", "plan:index", "plan:agree",
    "plan:review", "plan:documents",
)  # fmt: skip
VOID = {"meta", "link", "img", "input", "br", "hr", "line", "circle", "polyline", "path"}


class Heard(HTMLParser):
    """The text of a page in its own language: without what is marked as said in another, and without choices."""

    def __init__(self, language):
        super().__init__()
        self.language, self.marks, self.said = language, [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            other = dict(attrs).get("lang", self.language) != self.language
            self.marks.append(other or tag in ("script", "style", "select"))

    def handle_endtag(self, tag):
        if tag not in VOID and self.marks:
            self.marks.pop()

    def handle_data(self, data):
        if not any(self.marks):
            self.said.append(data)


def heard(page, language):
    parser = Heard(language)
    parser.feed(page.content.decode())
    return " ".join(" ".join(parser.said).split())


@pytest.fixture
def life(world):
    """Everything that keeps who somebody is, written by people with pages in English."""
    with override("en"):
        return lived(world)


def lived(world):
    begun = {"by": world.mair, "person": world.geth}
    for actor, kind, role in ((world.mair, "family", "mother"), (world.huw, "worker", "social_worker")):
        circle.add_member(
            **begun, kind=kind, name=actor.user_name, relation=role, capacity_id=actor.capacity_id,
            starts_on=clock.today(),
        )  # fmt: skip
    circle.add_member(**begun, kind="community", name="Eric", relation="He drives the small train")
    story.tell_fact(**begun, key="works", words="Tell him what comes next")
    story.promise(
        by=world.huw, person=world.geth, section="care", what="Ring the school", due_on=clock.today()
    )
    wish = plan.add_outcome(
        by=world.huw, person=world.geth, section="learning", words="I want friends", domains=["learning"]
    )
    plan.add_step(by=world.huw, outcome=wish, what="Meet Tomi", who="The whole class")
    plan.rate(
        by=world.mair, outcome=wish, rater="family", going=4, words="He waits", basis="observed", person_present=True
    )  # fmt: skip
    version = plan.put_forward(by=world.huw, person=world.geth)
    plan.agree(by=world.mair, version=version, verdict="in_part", reasons="We need a rest")
    plan.freeze_document(by=world.mair, person=world.geth, layout="one-page-profile", language="en")
    return world


OWN = ("He drives the small train", "Tell him what comes next", "Ring the school", "I want friends",
       "Meet Tomi", "The whole class", "He waits", "We need a rest")  # fmt: skip


@pytest.mark.parametrize("language", ["cy", "en"])
def test_no_page_says_a_role_in_the_other_language(life, sign_in, language):
    others = {name.en if language == "cy" else name.cy for name in roles().values() if name.en != name.cy}
    wrong = re.compile(r"\b(?:" + "|".join(map(re.escape, others)) + r")\b", re.IGNORECASE)
    own_role = {"cy": "mam Geth", "en": "Geth’s mother"}[language]
    said = []
    for actor in (life.mair, life.huw, life.geth_self):
        client = sign_in(actor)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        for name in PAGES:
            page = client.get(reverse(name, args=[life.geth.reference]))
            if page.status_code != 200:
                continue
            text = heard(page, language)
            assert not wrong.findall(text), (actor.user_name, name, wrong.findall(text))
            said.append(text)
    assert own_role in " ".join(said)


def test_own_words_are_marked_with_the_language_in_which_they_were_written(life, sign_in):
    client = sign_in(life.huw)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    for name in PAGES:
        text = heard(client.get(reverse(name, args=[life.geth.reference])), "cy")
        assert not [words for words in OWN if words in text], name


def test_a_promise_is_in_the_language_in_which_it_was_said(life, sign_in):
    made = Promise.objects.get()
    assert (made.language, made.entry.language) == ("en", "en")
    client = sign_in(life.huw)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    day = clock.today()
    sent = {"what": "Ffonio’r ysgol", "owner": str(life.huw.capacity_id), "section": "care", "language": "cy",
            "due_on-day": day.day, "due_on-month": day.month, "due_on-year": day.year}  # fmt: skip
    where = reverse("story:promise", args=[life.geth.reference])
    assert 'value="cy" selected' in client.get(where).text
    assert client.post(where, sent).status_code == 302
    assert Promise.objects.get(what="Ffonio’r ysgol").language == "cy"
    story.keep_promise(by=life.huw, promise=made)
    assert Entry.objects.get(event="promise.kept").language == "en"


def test_somebody_is_what_they_chose_or_what_they_said_in_their_own_words(life, sign_in):
    client, where = sign_in(life.mair), reverse("circle:add", args=[life.geth.reference])
    member = {"kind": "friend", "name": "Ifan", "closeness": "2", "section": "about_me"}
    assert client.post(where, member).status_code == 200
    added = client.post(where, {**member, "relation": "Friend"})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    assert "ffrind" in heard(client.get(added["location"]), "cy")
    own = client.post(where, {**member, "name": "Tomi", "relation": "Ffrind gorau"})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(own["location"])
    assert "Ffrind gorau" not in heard(page, "en") and '<span lang="cy">Ffrind gorau</span>' in page.text
    assert 'value="Friend"' in client.get(added["location"] + "change/").text
    change = client.get(own["location"] + "change/").text
    assert '<option value="Grandmother"></option>' in change and 'list="id_relation-list"' in change
    assert 'value="Ffrind gorau"' in change
