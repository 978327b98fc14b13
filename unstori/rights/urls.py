"""Addresses of `rights`: beside a person, and one page that is everybody's."""

from django.urls import path

from unstori.rights.views import disagreeing, helping, offers, telling

app_name = "rights"
ABOUT = "p/<str:reference>/rights/"
urlpatterns = [
    path("help/", helping.help_now, name="help"),
    path("help/easy/", helping.easy, name="help_easy"),
    path("help/paper/<slug:key>/", helping.on_paper, name="help_paper"),
    path("help/in/<slug:key>/", helping.in_language, name="help_in"),
    path(ABOUT, offers.index, name="index"),
    path(f"{ABOUT}ask/<slug:key>/", offers.ask, name="ask"),
    path(f"{ABOUT}offer/<slug:key>/", offers.offer, name="offer"),
    path(f"{ABOUT}offered/<uuid:id>/", offers.offered, name="offered"),
    path(f"{ABOUT}disagree/", disagreeing.disagree, name="disagree"),
    path(f"{ABOUT}disagreements/", disagreeing.disagreements, name="disagreements"),
    path(f"{ABOUT}disagreements/<uuid:id>/", disagreeing.disagreement, name="disagreement"),
    path(f"{ABOUT}disagreements/<uuid:id>/answer/<uuid:turn>/", telling.letter, name="letter"),
    path(f"{ABOUT}disagreements/<uuid:id>/answer/<uuid:turn>/reached/", telling.carried, name="carried"),
    path(f"{ABOUT}disagreements/<uuid:id>/<slug:what>/", disagreeing.turn, name="turn"),
]
