"""From an entry of the directory to the plan of somebody: whose?"""

from django.urls import path

from unstori.plan.views import saving

app_name = "saving"
urlpatterns = [path("<uuid:service>/", saving.choose, name="choose")]
