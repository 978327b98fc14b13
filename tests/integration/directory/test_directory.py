"""Organisations, by name in either language."""

from tests import build
from unstori.access.models import AuditEvent
from unstori.directory import actions, queries


def test_an_organisation_is_found_by_its_name_in_either_language(db):
    by = build.system()
    made = actions.add_organisation(
        by=by, name_en="River School", name_cy="Ysgol yr Afon", sector="education"
    )
    assert (
        list(queries.organisations_named("afon", by))
        == list(queries.organisations_named("river", by))
        == [made]
    )
    assert not queries.organisations_named("mynydd", by)


def test_a_team_belongs_to_its_organisation(db):
    place = build.organisation()
    team = actions.add_team(by=build.system(), organisation=place, name_en="Children", name_cy="Plant")
    assert list(place.teams.all()) == [team] and str(team.name) == "Children"
    assert AuditEvent.objects.filter(action="team.add", target_id=team.pk).exists()
