"""The log says which page and what broke, never about whom nor what somebody wrote."""

import logging

import pytest
from django.urls import reverse

from unstori.web import views


def test_a_request_leaves_its_page_and_no_name(world, sign_in, caplog):
    with caplog.at_level(logging.INFO, logger="unstori.request"):
        sign_in(world.mair).get(reverse("web:now", args=[world.geth.reference]))
    [line] = caplog.records
    assert (line.route, line.status) == ("p/<str:reference>/", 200)
    assert world.geth.reference not in str(vars(line))


def test_what_breaks_says_where_and_not_what(world, sign_in, caplog, monkeypatch):
    def broken(*args: object, **more: object) -> None:
        raise LookupError("Geth said that nobody comes")

    monkeypatch.setattr(views.plan, "open_review", broken)
    client = sign_in(world.mair)
    client.raise_request_exception = False
    answer = client.get(reverse("web:now", args=[world.geth.reference]))
    assert answer.status_code == 500
    [line] = [record for record in caplog.records if record.message == "failed"]
    assert line.error == "LookupError" and any("broken" in place for place in line.places)
    assert "nobody comes" not in str(vars(line))


@pytest.mark.parametrize("path", ["/nowhere/", "/p/nobody2345/"])
def test_what_is_not_there_is_no_fault(world, sign_in, caplog, path):
    sign_in(world.mair).get(path)
    assert not [record for record in caplog.records if record.message == "failed"]
