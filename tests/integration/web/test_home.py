"""A professional's day: what is due stands before everybody, and many people stay calm."""

from datetime import timedelta

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
    assert "Geth Rowlands" not in text and "Rowlands" in text
