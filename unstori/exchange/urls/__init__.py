"""Bringing in and taking away."""

from django.urls import path

from unstori.exchange import views

app_name = "exchange"
urlpatterns = [
    path("import/", views.import_, name="import_"),
    path("import/<uuid:id>/", views.preview, name="preview"),
    path("connected/", views.connected, name="connected"),
    path("connected/<uuid:id>/end/", views.end_connection, name="end_connection"),
    path("p/<str:reference>/", views.export, name="export"),
    path("p/<str:reference>/copy/", views.copy, name="copy"),
    path("p/<str:reference>/copy/pdf/", views.copy_pdf, name="copy_pdf"),
    path("p/<str:reference>/came/", views.came, name="came"),
]
