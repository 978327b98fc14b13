"""Bringing in and taking away."""

from django.urls import path

from unstori.exchange import views
from unstori.exchange.views import loading, sources

app_name = "exchange"
urlpatterns = [
    path("import/", views.import_, name="import_"),
    path("import/<uuid:id>/", views.preview, name="preview"),
    path("load/", loading.load, name="load"),
    path("load/template/<slug:key>/", loading.load_template, name="load_template"),
    path("load/<uuid:id>/", loading.load_one, name="load_one"),
    path("load/<uuid:id>/columns/", loading.load_columns, name="load_columns"),
    path("load/<uuid:id>/faults/<slug:key>/", loading.load_faults, name="load_faults"),
    path("services/", sources.index, name="services"),
    path("services/feeds/add/", sources.add, name="source_add"),
    path("services/feeds/<uuid:id>/", sources.source, name="source"),
    path("services/feeds/<uuid:id>/change/", sources.change, name="source_change"),
    path("services/bring/", sources.bring, name="services_bring"),
    path("services/brought/<uuid:id>/", sources.bringing, name="bringing"),
    path("services/brought/<uuid:id>/columns/", sources.bringing_columns, name="bringing_columns"),
    path("services/brought/<uuid:id>/report/", sources.bringing_report, name="bringing_report"),
    path("connected/", views.connected, name="connected"),
    path("connected/<uuid:id>/end/", views.end_connection, name="end_connection"),
    path("p/<str:reference>/", views.export, name="export"),
    path("p/<str:reference>/copy/", views.copy, name="copy"),
    path("p/<str:reference>/copy/pdf/", views.copy_pdf, name="copy_pdf"),
    path("p/<str:reference>/came/", views.came, name="came"),
]
