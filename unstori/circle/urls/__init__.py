"""Addresses under one person. Those that name nobody are in `arriving`."""

from django.urls import path

from unstori.circle.views import invitations, people, private, reaching, sharing

app_name = "circle"
urlpatterns = [
    path("", people.index, name="index"),
    path("add/", people.add, name="add"),
    path("legal/", people.legal, name="legal"),
    path("who-can-see/", sharing.who_can_see, name="who_can_see"),
    path("who-looked/", sharing.who_looked, name="who_looked"),
    path("share/", sharing.share, name="share"),
    path("share/to-keep-safe/", sharing.share_by_duty, name="share_by_duty"),
    path("sharing/<uuid:id>/", sharing.sharing, name="sharing"),
    path("sharing/<uuid:id>/ability/", sharing.ability, name="ability"),
    path("sharing/<uuid:id>/best-interests/", sharing.best_interests, name="best_interests"),
    path("sharing/<uuid:id>/<slug:how>/", sharing.answer, name="answer"),
    path("private/", private.private, name="private"),
    path("private/<uuid:row_id>/", private.private_row, name="private_row"),
    path("private/<uuid:row_id>/<uuid:capacity_id>/", private.take_back, name="take_back"),
    path("reach-me/", reaching.reach_me, name="reach_me"),
    path("danger/", private.danger, name="danger"),
    path("calls/<uuid:id>/", private.answered, name="answered"),
    path("invite/", invitations.invite, name="invite_person"),
    path("invitations/<uuid:id>/", invitations.invitation, name="invitation"),
    path("<uuid:id>/", people.member, name="member"),
    path("<uuid:id>/change/", people.change, name="change"),
    path("<uuid:id>/key-worker/", people.key_worker, name="key_worker"),
    path("<uuid:id>/handover/", people.handover, name="handover"),
    path("<uuid:id>/leave/", people.leave, name="leave"),
    path("<uuid:id>/invite/", invitations.invite, name="invite"),
]
