"""What is asked often, what was asked without an answer, and who writes answers."""

from django.urls import path

from unstori.directory.views import answering, questions

app_name = "questions"
urlpatterns = [
    path("", questions.index, name="index"),
    path("tell/", questions.tell, name="tell"),
    path("asked/", questions.asked, name="asked"),
    path("asked/table.csv", questions.table, name="table"),
    path("told/", questions.wishes, name="wishes"),
    path("told/<uuid:id>/", questions.decide, name="decide"),
    path("keep/", answering.index, name="keep"),
    path("keep/new/", answering.new, name="new"),
    path("keep/<uuid:id>/", answering.edit, name="edit"),
    path("keep/<uuid:id>/show/<int:number>/", answering.show, name="show"),
    path("keep/<uuid:id>/hide/", answering.hide, name="hide"),
    path("<uuid:id>/", questions.one, name="one"),
]
