from django.urls import path

from unstori.directory import views

app_name = "directory"
urlpatterns = [path("", views.my_team, name="my_team")]
