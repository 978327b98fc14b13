"""A board used with somebody: each placement is a statement, the story shows it as it was placed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests import build
from tests.integration.boards.conftest import photo
from unstori.access.actions import withholding
from unstori.access.door import NotFound, open_person
from unstori.access.models import AuditEvent
from unstori.boards import actions, presenters, queries
from unstori.boards.models import BoardUse
from unstori.core import clock
from unstori.core.errors import Clash, RuleBroken
from unstori.people.models import Capacity
from unstori.story import actions as story
from unstori.story.models import Entry, Statement


def capacity(actor):
    return Capacity.objects.get(pk=actor.capacity_id)


def soon():
    return {"review_on": clock.today() + timedelta(5), "ends_on": clock.today() + timedelta(9)}


def test_each_placement_becomes_a_statement_and_the_board_one_entry(world, saved):
    use = saved({"swimming": "like", "running": "dont_like"})
    said = {row.words: row for row in Statement.objects.filter(about_id=use.pk)}
    assert set(said) == {"Nofio: Dw i’n hoffi hyn", "Rhedeg: Dw i ddim yn hoffi hyn"}
    one = said["Nofio: Dw i’n hoffi hyn"]
    assert (one.said_by, one.said_how, one.with_help_of, one.language) == ("Geth", "symbols", "Mam", "cy")
    (entry,) = Entry.objects.filter(about_id=use.pk)
    assert entry.event == "board.placed" and entry.said_how == "symbols"
    assert entry.words == "Hoffi: Nofio\nDdim yn hoffi: Rhedeg"
    assert AuditEvent.objects.filter(action="board.finish", person_id=world.geth.pk).exists()


def test_a_draft_says_nothing_and_is_not_seen_by_who_cannot_add(world, begun):
    use = begun()
    assert not Statement.objects.exists() and not Entry.objects.filter(event="board.placed").exists()
    reader = build.family("Taid", world.geth, "grandfather")
    build.grant(world.geth, reader, ("what_matters",), permission=1)
    assert use in queries.uses(open_person(world.huw, world.geth.reference))
    assert use not in queries.uses(open_person(reader, world.geth.reference))


def test_nothing_placed_is_not_saved_and_a_saved_board_is_not_changed(world, begun, saved):
    with pytest.raises(RuleBroken):
        actions.finish_use(by=world.mair, use=begun())
    done = saved({"swimming": "like"})
    for again in (
        lambda: actions.finish_use(by=world.mair, use=done),
        lambda: actions.place(by=world.mair, use=done, placed={}, version=done.version),
        lambda: actions.drop_use(by=world.mair, use=done),
    ):
        with pytest.raises(RuleBroken):
            again()
    assert Statement.objects.filter(about_id=done.pk).count() == 1


def test_two_who_place_at_once_lose_nothing(world, begun):
    use = begun()
    actions.place(by=world.mair, use=use, placed={"swimming": "like"}, version=1)
    with pytest.raises(Clash) as clash:
        actions.place(by=world.huw, use=use, placed={"swimming": "dont_like"}, version=1)
    assert clash.value.theirs["placed"] == "Hoffi: Nofio"
    use.refresh_from_db()
    assert use.placed == {"swimming": "like"}


def test_what_is_not_on_the_board_changes_nothing(world, begun):
    use = begun()
    for placed in ({"nobody": "like"}, {"swimming": "nowhere"}):
        with pytest.raises(RuleBroken):
            actions.place(by=world.mair, use=use, placed=placed, version=1)
    use.refresh_from_db()
    assert use.placed == {} and use.version == 1


def test_the_next_time_says_what_moved(world, saved, sign_in):
    saved({"swimming": "not_sure", "running": "like", "music": "like"})
    use = saved({"swimming": "like", "music": "like", "dance": "like"}, by=world.huw)
    page = sign_in(world.huw).get(reverse("boards:use", args=[world.geth.reference, use.pk])).content.decode()
    assert "Nofio moved from “Not sure” to “Like”." in page
    assert "Dawnsio is new: “Like”." in page
    assert "Rhedeg was “Like”, and was not placed this time." in page
    assert "Cerddoriaeth moved" not in page and "before: Not sure" in page
    index = sign_in(world.huw).get(reverse("boards:index", args=[world.geth.reference])).content.decode()
    assert "3 things are different from the last time." in index


def test_a_board_that_changed_later_leaves_what_was_said(world, board, saved):
    use = saved({"dog": "like"}, by=world.huw, ready="", board=board)
    said = {"title_en": "Other", "title_cy": "Arall", "scale": "faces", "shared": "own"}
    actions.change_board(by=world.huw, board=board, version=1, options=board.options[:1], **said)
    use.refresh_from_db()
    assert (use.title, use.scale, len(use.options)) == ("Clybiau", "like", 3)


def test_a_photo_of_theirs_stands_where_it_belongs(world, begun):
    mot = actions.add_own_picture(
        by=world.mair, person=world.geth, words="Mot", upload=photo(), symbol="music"
    )
    nain = actions.add_own_picture(by=world.mair, person=world.geth, words="Nain", upload=photo())
    use = begun(own=(str(nain.pk), str(uuid4())))
    by_key = {one["key"]: one for one in use.options}
    assert by_key["music"]["words"] == "Mot" and by_key["music"]["photo"] == str(mot.pk)
    assert by_key[f"own-{nain.pk}"]["words"] == "Nain" and len(use.options) == 18


def test_a_photo_kept_from_somebody_leaves_its_words(world, saved):
    mot = actions.add_own_picture(
        by=world.mair, person=world.geth, words="Mot", upload=photo(), symbol="music"
    )
    use = saved({"music": "like"})
    withholding.withhold(by=world.huw, person=world.geth, kind="row", row_id=mot.pk, withheld_from=capacity(world.teacher),
                         reason="Naming them would put him in danger", **soon())  # fmt: skip
    for actor, sees in ((world.mair, True), (world.teacher, False)):
        opened = open_person(actor, world.geth.reference)
        (one,) = [
            one for one in presenters.used(opened, use, presenters.photos(opened)) if one["key"] == "music"
        ]
        assert one["words"] == "Mot" and (str(mot.pk) in one["address"]) is sees


def test_a_board_kept_from_somebody_takes_its_statements_along(world, saved, sign_in):
    use = saved({"swimming": "like"})
    withholding.withhold(by=world.huw, person=world.geth, kind="row", row_id=use.pk, withheld_from=capacity(world.teacher),
                         reason="Naming them would put him in danger", **soon())  # fmt: skip
    opened = open_person(world.teacher, world.geth.reference)
    assert not queries.uses(opened).exists()
    for model in (Statement, Entry):
        assert model.objects.filter(about_id=use.pk).exists()
        assert not opened.rows(model.objects.filter(about_id=use.pk)).exists()
    assert (
        sign_in(world.teacher).get(reverse("boards:use", args=[world.geth.reference, use.pk])).status_code
        == 404
    )


def test_a_stranger_places_nothing(world, begun):
    use = begun()
    with pytest.raises(NotFound):
        actions.place(by=world.stranger, use=use, placed={"swimming": "like"}, version=1)
    with pytest.raises(NotFound):
        actions.begin_use(by=world.stranger, person=world.geth, ready="food")
    assert BoardUse.objects.count() == 1


def test_a_draft_is_thrown_away(world, begun):
    use = begun()
    actions.drop_use(by=world.mair, use=use)
    assert not BoardUse.objects.exists()


def test_the_story_shows_the_board(world, saved, sign_in, django_assert_max_num_queries):
    use = saved({"swimming": "like"})
    client = sign_in(world.mair)
    page = client.get(reverse("story:timeline", args=[world.geth.reference])).content.decode()
    assert 'class="board"' in page and reverse("boards:use", args=[world.geth.reference, use.pk]) in page
    entry = Entry.objects.get(about_id=use.pk)
    assert (
        'class="board"'
        in client.get(reverse("story:entry", args=[world.geth.reference, entry.pk])).content.decode()
    )


def test_what_was_placed_on_one_board_stands_together_beside_other_words(world, sign_in):
    """Else a board would push away all that somebody said in sentences."""
    held = story.start_conversation(by=world.huw, person=world.geth, held_on=clock.today() - timedelta(9))
    story.save_answer(by=world.huw, conversation=held, question="what-matters", words="Mot.", said_by="Geth")
    story.finish_conversation(by=world.huw, conversation=held)
    use = actions.begin_use(by=world.mair, person=world.geth, ready="things-to-do", language="en")
    placed = dict.fromkeys(("music", "swimming", "football", "cycling"), "like")
    actions.say_with(by=world.mair, use=use, placed=placed, version=use.version)
    page = f"/p/{world.geth.reference}/"
    browser = sign_in(world.mair)
    now, all_of_it = (
        browser.get(page + more).content.decode().split("<main")[1] for more in ("", "story/what-matters/")
    )
    for text in (now, all_of_it):
        assert text.count('<figure class="words') == 2 and "Mot." in text
        assert text.index("Music: I like it") < text.index("Swimming: I like it")
    assert "Cycling: I like it" in all_of_it and "Cycling: I like it" not in now, (
        "the first page says how it begins"
    )
