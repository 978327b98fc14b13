"""Addresses of `notices`."""

from django.urls import path

from unstori.notices.views import feeds, news, post, telling

app_name = "notices"
urlpatterns = [
    path("", news.news, name="news"),
    path("read/", news.read, name="read"),
    path("unread/", news.unread, name="unread"),
    path("sent/", news.sent, name="sent"),
    path("how/", telling.how, name="how"),
    path("how/pause/", telling.pause, name="pause"),
    path("how/go-on/", telling.go_on, name="go_on"),
    path("stop/<str:token>/", telling.stop, name="stop"),
    path("calendar/", feeds.calendar, name="calendar"),
    path("calendar/end/", feeds.end, name="end_calendar"),
    path("calendar/<str:token>.ics", feeds.feed, name="feed"),
    path("day/<str:reference>/<slug:kind>/<uuid:id>.ics", feeds.day, name="day"),
    path("letters/", post.letters, name="letters"),
    path("letters/print/", post.print_all, name="print_letters"),
    path("letters/print-again/", post.print_again, name="print_again"),
    path("letters/posted/", post.posted, name="posted"),
    path("letters/take-back/", post.take_back, name="take_back"),
    path("letters/again/", post.again, name="again"),
]
