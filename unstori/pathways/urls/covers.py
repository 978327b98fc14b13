"""Addresses of later life, and of what a duty team reads."""

from django.urls import path

from unstori.pathways.views import covers as views

ABOUT = "p/<str:reference>/later/"
urlpatterns = [
    path(ABOUT, views.index, name="later"),
    path(f"{ABOUT}agree/", views.agree, name="cover_agree"),
    path(f"{ABOUT}<uuid:id>/", views.cover, name="cover"),
    *(
        path(f"{ABOUT}<uuid:id>/{step}/", views.do, {"step": step}, name=f"cover_{step}")
        for step in views.DONE
    ),
    path("if-a-carer-cannot/", views.team, name="cover_team"),
    path("if-a-carer-cannot/<uuid:id>/", views.team_page, name="cover_alone"),
    *(
        path(f"if-a-carer-cannot/<uuid:id>/{step}/", views.team_do, {"step": step}, name=f"cover_team_{step}")
        for step in ("use", "over")
    ),
]
