from django.urls import path

from unstori.access import views

app_name = "access"
urlpatterns = [
    path("capacity/", views.choose_capacity, name="choose_capacity"),
    path("become/", views.become, name="become"),
]
