"""A professional's day: what is due stands before everybody, and many people stay calm."""

from datetime import date, timedelta

from unstori.core import clock
from unstori.story import actions as story


def promise(world, days: int) -> None:
    story.promise(
        by=world.huw,
        person=world.geth,
        section="care",
        what=f"Promise for day {days}",
        due_on=clock.today() + timedelta(days=days),
    )


def test_home_says_what_is_due_before_the_people(world, sign_in):
    promise(world, 3)
    text = sign_in(world.huw).get("/").content.decode()
    due, people = text.index("Promise for day 3"), text.index("table--people")
    assert due < people, "in the order of the page, not only where it is seen"


def test_home_folds_what_is_due_after_the_first_few(world, sign_in):
    for days in range(3, 10):
        promise(world, days)
    text = sign_in(world.huw).get("/").content.decode()
    assert "2 more" in text
    assert text.index("Promise for day 7") < text.index("<details") < text.index("Promise for day 8")


def test_home_says_no_name_twice(world, sign_in):
    world.geth.full_name = "Geth Rowlands"
    world.geth.save()
    text = sign_in(world.huw).get("/").content.decode()
    people = text[text.index("table--people") :]
    assert "Geth Rowlands" not in people and "Rowlands" in people


def test_two_people_of_one_name_are_told_apart(world, sign_in):
    """Writing into the record of somebody else of that name harms both."""
    world.geth.born_on = date(2017, 3, 4)
    world.geth.full_name = "Geth Rowlands"
    world.geth.save()
    for page in ("/", "/find/?q=geth"):
        assert "born 4 March 2017" in sign_in(world.huw).get(page).content.decode()
    assert "born" not in sign_in(world.mair).get("/find/?q=geth").content.decode()


def test_what_is_due_says_whose_with_the_whole_name(world, sign_in):
    world.geth.full_name = "Geth Rowlands"
    world.geth.save()
    promise(world, 3)
    assert "Geth Rowlands: Promise for day 3" in sign_in(world.huw).get("/").content.decode()
