"""Teams: named in both languages, on duty, closed when nobody is left in them."""

import pytest
from django.urls import reverse

from tests import build
from tests.integration.governance.conftest import capacity
from unstori.access.door import NotFound
from unstori.core.errors import RuleBroken
from unstori.directory import actions as directory
from unstori.directory import queries as directories
from unstori.governance.actions import teams
from unstori.people.models import Capacity, Team


def test_a_team_is_added_named_and_put_on_duty_by_pages(run, sign_in):
    client = sign_in(run.admin)
    client.post(reverse("governance:team_add"), {"name_en": "Adults", "name_cy": ""})
    assert not Team.objects.filter(name_en="Adults").exists()
    client.post(reverse("governance:team_add"), {"name_en": "Adults", "name_cy": "Oedolion"})
    made = Team.objects.get(name_cy="Oedolion", organisation=run.world.authority)
    assert "Adults" in client.get(reverse("governance:teams")).content.decode()
    address = reverse("governance:team", args=[run.team.pk])
    client.post(address, {"name_en": "Kids", "name_cy": "Plant", "on_duty": str(run.world.huw.capacity_id)})
    run.team.refresh_from_db()
    assert (run.team.name_en, run.team.on_duty_id) == ("Kids", run.world.huw.capacity_id)
    with pytest.raises(RuleBroken):
        directory.put_on_duty(by=run.admin, team=made, worker=capacity(run.world.huw))


def test_a_team_closes_when_everybody_in_it_has_another(run, sign_in):
    with pytest.raises(RuleBroken):
        teams.close(by=run.admin, team=run.team)
    other = directory.add_team(
        by=run.admin, organisation=run.world.authority, name_en="New", name_cy="Newydd"
    )
    client, address = sign_in(run.admin), reverse("governance:team_close", args=[run.team.pk])
    assert "2 people go to another team." in client.get(address).content.decode()
    assert client.post(address, {"team": ""}).status_code == 200
    client.post(address, {"team": str(other.pk)})
    assert set(Capacity.objects.filter(team=other).values_list("pk", flat=True)) == {
        run.world.huw.capacity_id, run.ffion.capacity_id,
    }  # fmt: skip
    assert directories.team(run.team.pk) is None and client.get(address).status_code == 404


def test_nobody_else_touches_a_team(run, sign_in):
    elsewhere = build._actor(build.user("Cai"), kind="administrator", organisation=run.world.school)
    for by in (elsewhere, run.ffion, run.governance):
        for act in (
            lambda by=by: directory.rename_team(by=by, team=run.team, name_en="x", name_cy="x"),
            lambda by=by: directory.put_on_duty(by=by, team=run.team, worker=None),
            lambda by=by: directory.close_team(by=by, team=run.team),
            lambda by=by: directory.add_team(
                by=by, organisation=run.world.authority, name_en="x", name_cy="x"
            ),
        ):
            with pytest.raises(NotFound):
                act()
        client = sign_in(by)
        for name in ("team", "team_close"):
            assert client.get(reverse(f"governance:{name}", args=[run.team.pk])).status_code == 404
    run.team.refresh_from_db()
    assert run.team.name_en == "Children" and run.team.on_duty_id == run.ffion.capacity_id
