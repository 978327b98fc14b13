"""Pages of `access`; allauth's own stand in `account`, because its names have no room before them."""

from django.urls import path

from unstori.access import views
from unstori.access.views import elsewhere

app_name = "access"
urlpatterns = [
    path("capacity/", views.choose_capacity, name="choose_capacity"),
    path("account/with/", elsewhere.ties, name="ties"),
    path("account/left/", elsewhere.left, name="left"),
    path("account/with/<int:pk>/take-away/", elsewhere.untie, name="untie"),
    path("account/with/<slug:provider_id>/", elsewhere.away, name="away"),
    path("account/with/<slug:provider_id>/back/", elsewhere.back, name="back"),
    path("account/with/<slug:provider_id>/add/", elsewhere.tie, name="tie"),
    path("account/with/<slug:provider_id>/adding/", elsewhere.tying, name="tying"),
    path("become/", views.become, name="become"),
    path("kept/", views.kept, name="kept"),
    path("kept/<uuid:draft_id>/throw-away/", views.throw_away, name="throw_away"),
    path("glass/", views.glass, name="glass"),
    path("glass/review/", views.glass_breaks, name="glass_breaks"),
    path("glass/review/<uuid:glass_break_id>/", views.review_glass, name="review_glass"),
    path("withhold/", views.look_up, name="look_up"),
    path("health/", views.health, name="health"),
    path("health/web/", views.health_of_web, name="health_of_web"),
    path("p/<str:reference>/identity/", views.identity, name="identity"),
    path("p/<str:reference>/withhold/", views.withhold, name="withhold"),
    path("p/<str:reference>/withhold/<uuid:withholding_id>/lift/", views.lift, name="lift"),
]
