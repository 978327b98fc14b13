"""Observed together: each one's words stand, what two agree on is told, what they do not agree on stays visible."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse

from tests import build
from unstori.access.actions import identity
from unstori.access.door import open_person
from unstori.access.models import AuditEvent, Withholding
from unstori.access.queries import actor_of
from unstori.circle.actions import add_member
from unstori.core import clock
from unstori.core.errors import Clash, RuleBroken
from unstori.people.models import Capacity, User
from unstori.story import actions, queries
from unstori.story.models import Answer, Echo, Fact, Presence, Statement

SEEN = {"language": "en", "said_by": "Mair", "version": "0"}
LIVE = {"HTTP_X_LIVE": "1"}


@pytest.fixture
def held(world):
    return actions.start_conversation(
        by=world.mair, person=world.geth, guide="observed-together", language="en"
    )


def see(by, held, words, question="happy", version=0):
    return actions.save_answer(
        by=by, conversation=held, question=question, words=words, said_by=by.user_name, version=version
    )


def also_works(actor, place):
    """The same account, at work."""
    account = User.objects.get(pk=actor.user_id)
    given = identity.give_capacity(
        by=build.system(), user=account, kind="worker", organisation=place, role="teacher"
    )
    return actor_of(given)


def page(name, world, *args):
    return reverse(f"story:{name}", args=[world.geth.reference, *args])


def test_two_of_one_name_each_keep_their_own_words(world, held):
    first = actions.save_answer(
        by=world.huw, conversation=held, question="happy", words="He claps", said_by="Jo"
    )
    second = actions.save_answer(
        by=world.teacher, conversation=held, question="happy", words="He hums", said_by="Jo"
    )
    assert first.pk != second.pk and {row.words for row in held.answers.all()} == {"He claps", "He hums"}


def test_who_is_here_twice_saw_it_once(world, held):
    """A mother who works at the school seconds neither herself nor, twice, somebody else."""
    works = also_works(world.mair, world.school)
    build.grant(world.geth, works)
    claps = see(world.mair, held, "He claps.")
    with pytest.raises(RuleBroken):
        actions.echo(by=works, answer=claps, so_too=True, version=1)
    hides = see(world.huw, held, "He hides.", "scared")
    actions.echo(by=works, answer=hides, so_too=False, version=1, words="He sleeps.")
    actions.echo(by=world.mair, answer=hides, so_too=True, version=1)
    (row,) = actions.finish_conversation(by=world.huw, conversation=held)
    assert (row.words, row.agreed_by) == ("He hides.", "Mair")


def test_what_two_agree_on_becomes_a_statement_and_a_fact_with_who_agreed(world, held):
    claps = see(world.mair, held, "He claps.")
    see(world.mair, held, "He bites his sleeve.", "pain")
    hides = see(world.huw, held, "He hides.", "scared")
    actions.echo(by=world.huw, answer=claps, so_too=True, version=1)
    actions.echo(by=world.teacher, answer=claps, so_too=True, version=1)
    actions.echo(by=world.mair, answer=hides, so_too=True, version=1)
    actions.echo(by=world.teacher, answer=hides, so_too=False, version=1, words="At school he freezes.")
    (row,) = actions.finish_conversation(by=world.huw, conversation=held)
    assert (row.theme, row.words, row.said_how, row.said_by, row.agreed_by) == (
        "happy", "He claps.", "observed", "Mair", "Huw Parry, Mrs Patel",
    )  # fmt: skip
    assert row.created_by_id == world.mair.capacity_id
    fact = Fact.objects.get(person=world.geth)
    assert (fact.key, fact.words) == ("communication", "When I am happy: He claps.")
    assert fact.said_by == "Mair, Huw Parry, Mrs Patel" and fact.said_how == "observed"
    again = actions.start_conversation(by=world.mair, person=world.geth, guide="observed-together")
    actions.echo(by=world.huw, answer=see(world.mair, again, "He claps."), so_too=True, version=1)
    actions.finish_conversation(by=world.mair, conversation=again)
    assert Fact.objects.filter(person=world.geth).count() == 1, "told once, confirmed the second time"


def test_what_is_seen_differently_stays_for_all_to_read(world, held, sign_in):
    claps, hides = see(world.mair, held, "He claps."), see(world.huw, held, "He hides.", "scared")
    actions.echo(by=world.huw, answer=claps, so_too=True, version=1)
    actions.echo(by=world.teacher, answer=hides, so_too=False, version=1, words="At school he freezes.")
    actions.finish_conversation(by=world.huw, conversation=held)
    shown = sign_in(world.teacher).get(page("conversation", world, held.pk)).text
    assert "He hides." in shown and "At school he freezes." in shown and "Seen differently" in shown


def test_agreement_is_with_the_words_that_were_read(world, held):
    claps = see(world.mair, held, "He claps.")
    actions.echo(by=world.huw, answer=claps, so_too=True, version=1)
    see(world.mair, held, "He claps when the train comes.", version=1)
    with pytest.raises(RuleBroken):
        actions.finish_conversation(by=world.mair, conversation=held)
    with pytest.raises(Clash):
        actions.echo(by=world.huw, answer=claps, so_too=True, version=1)
    assert Echo.objects.count() == 1 and not Statement.objects.exists()


def test_nobody_seconds_themselves_and_nothing_is_agreed_alone(world, held):
    claps = see(world.mair, held, "He claps.")
    with pytest.raises(RuleBroken):
        actions.echo(by=world.mair, answer=claps, so_too=True, version=1)
    with pytest.raises(RuleBroken):
        actions.finish_conversation(by=world.mair, conversation=held)
    with pytest.raises(Http404):
        actions.echo(by=world.stranger, answer=claps, so_too=True, version=1)


def test_the_profile_does_not_learn_from_who_may_not_add_to_it(world, held):
    helper = build.worker("Jo Bevan", world.school)
    build.grant(world.geth, helper, ("what_matters",))
    claps = see(world.mair, held, "He claps.")
    actions.echo(by=helper, answer=claps, so_too=True, version=1)
    actions.finish_conversation(by=helper, conversation=held)
    assert Statement.objects.count() == 1 and not Fact.objects.exists()


def test_a_page_shows_what_others_add_and_who_is_here(world, held, sign_in, django_assert_max_num_queries):
    mair, huw = sign_in(world.mair), sign_in(world.huw)
    where = page("observe", world, held.pk, "happy")
    sent = {"words": "He claps.", "language": "en", "said_by": "Somebody else", "version": "0", "next": "1"}
    assert mair.post(where, sent).url == page("observe", world, held.pk, "sad")
    assert Answer.objects.get().said_by == "Mair", "whose words they are is not for the page to say"
    huw.get(where)
    live = huw.get(where, **LIVE)
    assert "He claps." in live.text and "Mair" in live.text and "<h1" not in live.text
    assert "Here now" in mair.get(where, **LIVE).text
    reads = AuditEvent.objects.filter(action="read").count()
    huw.get(where, **LIVE)
    assert AuditEvent.objects.filter(action="read").count() == reads, (
        "one reading, however often it refreshes"
    )
    assert Presence.objects.count() == 2
    with django_assert_max_num_queries(60):
        huw.get(page("conversation", world, held.pk))
    assert sign_in(world.stranger).get(where, **LIVE).status_code == 404


def test_pages_of_agreeing(world, held, sign_in):
    claps = see(world.mair, held, "He claps.")
    huw = sign_in(world.huw)
    where = page("echo", world, held.pk, claps.pk)
    assert huw.post(where, {"so_too": "no", "version": "1"}).status_code == 200 and not Echo.objects.exists()
    sent = {"so_too": "no", "version": "1", "words": "He jumps."}
    assert huw.post(where, sent).url == page("observe", world, held.pk, "happy")
    shown = sign_in(world.mair).get(page("observe", world, held.pk, "happy")).text
    assert "He jumps." in shown
    assert huw.post(where, {"so_too": "yes", "version": "1"}).status_code == 302
    checked = huw.get(page("check", world, held.pk)).text
    assert "Agreed" in checked and "He claps." in checked
    assert huw.post(page("check", world, held.pk)).status_code == 302
    assert huw.get(where).url == page("conversation", world, held.pk), "finished"
    late = huw.post(page("observe", world, held.pk, "sad"), {**SEEN, "words": "He goes quiet."})
    assert "He goes quiet.</textarea>" in late.text and "This conversation is finished" in late.text
    assert "happy" in huw.get(page("facts", world)).text


def test_what_is_narrowed_or_kept_stays_so(world, held):
    claps = see(world.mair, held, "He claps.")
    opened = open_person(world.teacher, world.geth.reference)
    assert claps in queries.observations(opened, held)
    other = actions.start_conversation(
        by=world.huw, person=world.geth, guide="observed-together", narrowed=True
    )
    with pytest.raises(Http404):
        see(world.teacher, other, "He hums.")


def keep(world, row):
    Withholding.objects.create(
        person=world.geth, kind="row", row_id=row.pk, withheld_from_id=world.teacher.capacity_id, reason="x",
        created_by=world.huw.capacity_id, review_on=clock.today(),
        valid_until=clock.now() + timedelta(days=1),
    )  # fmt: skip


def test_who_is_kept_from_the_reader_is_not_among_those_who_are_here(world, held, sign_in):
    place = add_member(
        by=world.mair, person=world.geth, kind="worker", name="Huw Parry", relation="Worker",
        capacity=Capacity.objects.get(pk=world.huw.capacity_id),
    )  # fmt: skip
    actions.be_there(by=world.huw, conversation=held)
    keep(world, place)
    for by, named in ((world.teacher, False), (world.mair, True)):
        shown = sign_in(by).get(page("conversation", world, held.pk), headers={"X-Live": "1"}).text
        assert ("Huw Parry" in shown) is named


@pytest.mark.parametrize("which", ["answer", "echo", "conversation"])
def test_what_is_kept_from_anybody_becomes_no_fact(world, held, which):
    claps = see(world.mair, held, "He claps.")
    echo = actions.echo(by=world.huw, answer=claps, so_too=True, version=1)
    keep(world, {"answer": claps, "echo": echo, "conversation": held}[which])
    actions.finish_conversation(by=world.huw, conversation=held)
    assert Statement.objects.count() == 1 and not Fact.objects.exists()


def test_a_withholding_that_comes_later_keeps_the_fact_too(world, held):
    claps = see(world.mair, held, "He claps.")
    actions.echo(by=world.huw, answer=claps, so_too=True, version=1)
    actions.finish_conversation(by=world.huw, conversation=held)
    fact = Fact.objects.get()
    assert open_person(world.teacher, world.geth.reference).sees(fact)
    keep(world, claps)
    assert not open_person(world.teacher, world.geth.reference).sees(fact)
    assert open_person(world.mair, world.geth.reference).sees(fact)


def test_what_the_circle_agreed_before_is_shown_where_it_is_asked_again(world, held, sign_in):
    """Told once: the next conversation begins from it. And whoever comes later finds the open one on the first page."""
    claps = see(world.mair, held, "He claps.")
    see(world.mair, held, "Only I see this.", question="sad")
    actions.echo(by=world.huw, answer=claps, so_too=True, version=claps.version)
    actions.finish_conversation(by=world.mair, conversation=held)
    page = sign_in(world.mair).get(f"/p/{world.geth.reference}/story/what-matters/").content.decode()
    assert f"/p/{world.geth.reference}/plan/documents/" in page
    again = actions.start_conversation(
        by=world.mair, person=world.geth, guide="observed-together", language="en"
    )
    browser, about = sign_in(world.huw), [world.geth.reference, again.pk]
    happy = browser.get(reverse("story:observe", args=[*about, "happy"])).content.decode()
    assert "Agreed before" in happy and "He claps." in happy
    assert (
        "Only I see this." not in browser.get(reverse("story:observe", args=[*about, "sad"])).content.decode()
    )
    now = f"/p/{world.geth.reference}/"
    assert reverse("story:conversation", args=about) in browser.get(now).content.decode()
