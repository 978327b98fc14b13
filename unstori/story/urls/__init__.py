from django.urls import path

from unstori.story import views

app_name = "story"
urlpatterns = [
    path("", views.timeline, name="timeline"),
    path("add/", views.add, name="add"),
    path("contacts/", views.contacts, name="contacts"),
    path("entry/<uuid:id>/", views.entry, name="entry"),
    path("entry/<uuid:id>/correct/", views.correct, name="correct"),
    path("file/<uuid:id>/", views.file, name="file"),
    path("file/<uuid:id>/captions.vtt", views.captions, name="captions"),
    path("promises/", views.promises, name="promises"),
    path("promises/new/", views.new_promise, name="promise"),
    path("promises/<uuid:id>/keep/", views.keep, name="keep"),
    path("promises/<uuid:id>/hand-over/", views.hand_over, name="hand_over"),
    path("facts/", views.facts, name="facts"),
    path("facts/tell/<slug:key>/", views.tell_fact, name="tell_fact"),
    path("facts/<uuid:id>/change/", views.change_fact, name="change_fact"),
    path("facts/<uuid:id>/confirm/", views.confirm_fact, name="confirm_fact"),
    path("facts/<uuid:id>/retire/", views.retire_fact, name="retire_fact"),
    path("moved/", views.moved, name="moved"),
    path("facts/settle/<uuid:id>/", views.settle, name="settle"),
    path("what-matters/", views.what_matters, name="what_matters"),
    path("what-matters/start/", views.start, name="start"),
    path("what-matters/start/<slug:guide>/", views.begin, name="begin"),
    path("what-matters/<uuid:id>/", views.conversation, name="conversation"),
    path("what-matters/<uuid:id>/check/", views.check, name="check"),
    path("what-matters/<uuid:id>/q/<slug:question>/", views.answer, name="answer"),
    path("what-matters/<uuid:id>/easy/", views.easy_on, name="easy_on"),
    path("what-matters/<uuid:id>/easy/<slug:question>/", views.easy, name="easy"),
    path("what-matters/<uuid:id>/shown/<uuid:shown>/", views.take_back, name="take_back"),
    path("what-matters/<uuid:id>/together/<slug:question>/", views.observe, name="observe"),
    path("what-matters/<uuid:id>/see/<uuid:answer>/", views.echo, name="echo"),
]
