"""Addresses of `assessment`: under one person, and one list of those to work on."""

from django.urls import include, path

from unstori.assessment.views import asking, building, deciding, reading

app_name = "assessment"
about_a_person = [
    path("", reading.index, name="index"),
    path("asks/<slug:kind>/", reading.before, name="before"),
    path("asks/<slug:kind>/paper/", reading.before_paper, name="before_paper"),
    path("ask/", asking.ask, name="ask"),
    path("<uuid:id>/", reading.assessment, name="assessment"),
    path("<uuid:id>/paper/", reading.paper, name="paper"),
    path("<uuid:id>/begin/", asking.begin, name="begin"),
    path("<uuid:id>/part/<slug:element>/", building.element, name="element"),
    path("<uuid:id>/decide/", deciding.decide, name="decide"),
    path("<uuid:id>/finish/", asking.finish, name="finish"),
    path("<uuid:id>/end/", asking.end, name="end"),
    path("finding/<uuid:id>/", deciding.finding, name="finding"),
    path("finding/<uuid:id>/anew/", deciding.anew, name="anew"),
]
urlpatterns = [
    path("assessments/", reading.work, name="work"),
    path("p/<str:reference>/assessment/", include(about_a_person)),
]
