"""What other systems read of the directory, without a token: Open Referral UK 3.0 (ADR 0068)."""

from django.urls import path, re_path

from unstori.exchange.views import open_referral as views

app_name = "open_referral"
urlpatterns = [
    path("", views.root, name="root"),
    path("services", views.services, name="services"),
    path("services/<str:id>", views.service, name="service"),
    path("service_at_locations", views.places, name="places"),
    path("service_at_locations/<str:id>", views.place, name="place"),
    path("taxonomies", views.taxonomies, name="taxonomies"),
    path("taxonomies/<str:id>", views.taxonomy, name="taxonomy"),
    path("taxonomy_terms", views.terms, name="terms"),
    path("taxonomy_terms/<str:id>", views.term, name="term"),
    re_path("", views.nothing, name="nothing"),
]
