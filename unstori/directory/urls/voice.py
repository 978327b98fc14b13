"""What families say about services, and how it is heard."""

from django.urls import path

from unstori.directory.views import visiting, voice, voice_heard

app_name = "voice"
urlpatterns = [
    path("<uuid:id>/wrong/", voice.wrong, name="wrong"),
    path("wrong/", voice.code, name="code"),
    path("wrong/<str:code>/", voice.said, name="said"),
    path("said/", voice.mine, name="mine"),
    path("said/<uuid:id>/", voice.my_report, name="my_report"),
    path("<uuid:id>/review/", voice.review, name="review"),
    path("<uuid:id>/review/withdraw/", voice.withdraw, name="withdraw"),
    path("voice/", voice_heard.waiting, name="waiting"),
    path("voice/reports/<uuid:id>/", voice_heard.report, name="report"),
    path("voice/reviews/<uuid:id>/", voice_heard.review, name="heard_review"),
    path("voice/visits/<uuid:id>/", voice_heard.visit, name="heard_visit"),
    path("voice/replies/<uuid:id>/", voice_heard.reply, name="heard_reply"),
    path("voice/visitors/", visiting.visitors, name="visitors"),
    path("voice/visitors/<uuid:id>/end/", visiting.end, name="end_visitor"),
    path("visits/", visiting.mine, name="visits"),
    path("visits/join/<str:code>/", visiting.join, name="join"),
    path("<uuid:id>/visit/", visiting.begin, name="begin_visit"),
    path("visits/<uuid:id>/", visiting.check, name="visit"),
    path("visits/<uuid:id>/withdraw/", visiting.withdraw, name="withdraw_visit"),
    path("visits/<uuid:id>/<slug:question>/photo/", visiting.photo, name="photo"),
    path("visits/<uuid:id>/<slug:question>/", visiting.question, name="question"),
]
