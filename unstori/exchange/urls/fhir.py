"""What other systems read, with a token: FHIR R4 (ADR 0057)."""

from django.urls import path, re_path

from unstori.exchange.views import fhir

app_name = "fhir"
urlpatterns = [
    path("metadata", fhir.metadata, name="metadata"),
    path("Patient/<str:id>/$everything", fhir.everything, name="everything"),
    path("Binary/<str:id>", fhir.binary, name="binary"),
    path("<str:kind>", fhir.search, name="search"),
    path("<str:kind>/_search", fhir.search, name="search_by_post"),
    path("<str:kind>/<str:id>", fhir.read, name="read"),
    re_path("", fhir.nothing, name="nothing"),
]
