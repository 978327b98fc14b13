from django.urls import path

from unstori.web import views
from unstori.web.views.near import near

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("find/", views.find, name="find"),
    path("p/<str:reference>/", views.now, name="now"),
    path("p/<str:reference>/more/", views.more, name="more"),
    path("p/<str:reference>/near/<uuid:id>/", near, name="near"),
]
