"""Addresses of the lifespan, of transitions and of ways back."""

from django.urls import path

from unstori.pathways.views import lifespan, transitions, waysback

ABOUT = "p/<str:reference>/lifespan/"
ONE = f"{ABOUT}<uuid:id>/"
BACK = "p/<str:reference>/ways-back/"
urlpatterns = [
    path(ABOUT, lifespan.index, name="lifespan"),
    path(f"{ABOUT}changes/<slug:age>/", lifespan.changes, name="changes"),
    path(f"{ABOUT}begin/<slug:age>/", lifespan.begin, name="transition_begin"),
    path(ONE, transitions.transition, name="transition"),
    path(f"{ONE}add/", transitions.add, name="transition_add"),
    path(f"{ONE}who/", transitions.receiver, name="transition_receiver"),
    path(f"{ONE}ask/<slug:kind>/", transitions.ask, name="transition_ask"),
    path(f"{ONE}not-ask/<uuid:ask>/", transitions.not_ask, name="transition_not_ask"),
    path(f"{ONE}end/", transitions.end, name="transition_end"),
    path(f"{ONE}reopen/", transitions.reopen, name="transition_reopen"),
    path(f"{ONE}item/<uuid:item>/", transitions.item, name="transition_item"),
    path(f"{ONE}item/<uuid:item>/who/", transitions.take, name="transition_take"),
    path(f"{ONE}item/<uuid:item>/done/", transitions.done, name="transition_done"),
    path(f"{ONE}item/<uuid:item>/not-needed/", transitions.drop, name="transition_drop"),
    path(f"{ONE}item/<uuid:item>/back/", transitions.put_back, name="transition_back"),
    path(BACK, waysback.index, name="ways_back"),
    path(f"{BACK}give/", waysback.give, name="way_back_give"),
    path(f"{BACK}<uuid:id>/", waysback.way_back, name="way_back"),
    path(f"{BACK}<uuid:id>/end/", waysback.end, name="way_back_end"),
    path("ways-back/", waysback.to_answer, name="ways_back_to_answer"),
    path("ways-back/<uuid:id>/", waysback.answer, name="way_back_answer"),
]
