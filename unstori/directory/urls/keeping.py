"""Where those who keep the directory right work."""

from django.urls import path

from unstori.directory.views import alike, checking, editors, keeping, proposing

app_name = "keeping"
urlpatterns = [
    path("", keeping.index, name="index"),
    path("suggest/", proposing.suggest, name="suggest"),
    path("suggested/", proposing.suggested, name="suggested"),
    path("new/", proposing.new, name="new"),
    path("claims/", editors.claims, name="claims"),
    path("claims/<uuid:id>/", editors.answer, name="answer"),
    path("editors/", editors.index, name="editors"),
    path("editors/<uuid:id>/end/", editors.end, name="end"),
    path("alike/", alike.index, name="likenesses"),
    path("alike/<uuid:id>/", alike.one, name="alike"),
    path("<uuid:id>/", keeping.entry, name="entry"),
    path("<uuid:id>/still-right/", keeping.still_right, name="still_right"),
    path("<uuid:id>/claim/", editors.claim, name="claim"),
    path("<uuid:id>/check/", checking.check, name="check"),
    path("<uuid:id>/send/", checking.send, name="send"),
    path("<uuid:id>/drop/", checking.drop, name="drop"),
    path("<uuid:id>/take-up/<uuid:draft>/", checking.take_up, name="take_up"),
    path("<uuid:id>/versions/", keeping.versions, name="versions"),
    path("<uuid:id>/versions/<uuid:version>/back/", keeping.back, name="back"),
    path("<uuid:id>/change/<slug:section>/", keeping.change, name="change"),
]
