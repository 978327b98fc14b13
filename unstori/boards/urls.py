"""Addresses of `boards`: the library, the sets, and a person's own."""

from django.urls import path

from unstori.boards.views import library, own, sets, using

app_name = "boards"
ABOUT = "p/<str:reference>/boards/"
urlpatterns = [
    path("boards/", library.index, name="library"),
    path("boards/new/", library.make, name="make"),
    path("boards/ready/<slug:key>/", library.ready, name="ready"),
    path("boards/ready/<slug:key>/copy/", library.copy_ready, name="copy_ready"),
    path("boards/ready/<slug:key>/pdf/", library.ready_pdf, name="ready_pdf"),
    path("boards/sets/", sets.index, name="sets"),
    path("boards/sets/<uuid:id>/", sets.one, name="set"),
    path("boards/sets/<uuid:id>/retire/", sets.retire, name="retire_set"),
    path("boards/drawing/<uuid:id>/", sets.drawing, name="drawing"),
    path("boards/whose-pictures/", library.whose, name="whose"),
    path("boards/<uuid:id>/", library.board, name="board"),
    path("boards/<uuid:id>/change/", library.change, name="change"),
    path("boards/<uuid:id>/picture/<slug:key>/", library.option, name="option"),
    path("boards/<uuid:id>/copy/", library.copy, name="copy"),
    path("boards/<uuid:id>/retire/", library.retire, name="retire"),
    path("boards/<uuid:id>/pdf/", library.board_pdf, name="board_pdf"),
    path(ABOUT, using.index, name="index"),
    path(f"{ABOUT}choose/", using.choose, name="choose"),
    path(f"{ABOUT}begin/<str:key>/", using.begin, name="begin"),
    path(f"{ABOUT}set/", own.choose_set, name="choose_set"),
    path(f"{ABOUT}pictures/", own.pictures, name="own_pictures"),
    path(f"{ABOUT}pictures/<uuid:id>/", own.picture, name="own_picture"),
    path(f"{ABOUT}pictures/<uuid:id>/retire/", own.retire, name="retire_own_picture"),
    path(f"{ABOUT}<uuid:id>/", using.use, name="use"),
    path(f"{ABOUT}<uuid:id>/drop/", using.drop, name="drop"),
    path(f"{ABOUT}<uuid:id>/pdf/", using.use_pdf, name="use_pdf"),
]
