"""Addresses of processes of the law."""

from django.urls import path

from unstori.pathways.views import process_claims
from unstori.pathways.views import processes as views

ABOUT = "p/<str:reference>/by-law/"
ONE = f"{ABOUT}<uuid:id>/"
urlpatterns = [
    path(ABOUT, views.index, name="processes"),
    path(f"{ABOUT}begin/<slug:kind>/", views.begin, name="process_begin"),
    path(ONE, views.process, name="process"),
    path(f"{ONE}say/<slug:step>/", views.say, name="process_say"),
    path(f"{ONE}say/<slug:step>/<uuid:of>/", views.say, name="process_answer"),
    path(f"{ONE}put-right/<uuid:step>/", views.correct, name="process_correct"),
    path(f"{ONE}excuse/<slug:clock>/", process_claims.claim, name="process_claim"),
    path(f"{ONE}excuse/<uuid:claim>/back/", process_claims.claim_back, name="process_claim_back"),
    path(f"{ONE}who/", process_claims.owner, name="process_owner"),
    path("by-law/", views.mine, name="processes_mine"),
]
