"""What is asked about data, beside a person; and by which agreements organisations share, for everybody."""

from django.urls import path

from unstori.governance.views import agreements, asked

app_name = "asked"
ABOUT = "p/<str:reference>/my-data/"
urlpatterns = [
    path("agreements/", agreements.everybody, name="agreements"),
    path("asked-of-me/", asked.owed, name="owed"),
    path(ABOUT, asked.index, name="index"),
    path(f"{ABOUT}ask/<slug:kind>/", asked.ask, name="ask"),
    path(f"{ABOUT}<uuid:id>/", asked.one, name="request"),
    path(f"{ABOUT}<uuid:id>/take-back/", asked.take_back, name="take_back"),
    path(f"{ABOUT}<uuid:id>/copy/", asked.copy, name="copy"),
    path(f"{ABOUT}<uuid:id>/copy/<slug:form>/", asked.copy, name="copy_file"),
]
