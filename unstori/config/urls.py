"""Every address, room by room. Sign-up is by invitation only, so allauth's sign-up is not here."""

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("account/", include("unstori.access.urls.account")),
    path("", include("unstori.access.urls")),
    path("", include("unstori.circle.urls.arriving")),
    path("invited/to-work/", include("unstori.governance.urls.arriving")),
    path("p/<str:reference>/circle/", include("unstori.circle.urls")),
    path("p/<str:reference>/story/", include("unstori.story.urls")),
    path("about-me/", include("unstori.story.urls.own")),
    path("p/<str:reference>/adjustments/", include("unstori.adjustments.urls")),
    path("p/<str:reference>/plan/", include("unstori.plan.urls")),
    path("plan/save/", include("unstori.plan.urls.saving")),
    path("team/", include("unstori.directory.urls")),
    path("services/", include("unstori.directory.urls.finding")),
    path("services/keep/", include("unstori.directory.urls.keeping")),
    path("what-can-i-ask/", include("unstori.directory.urls.asking_for")),
    path("questions/", include("unstori.directory.urls.questions")),
    path("services/", include("unstori.directory.urls.voice")),
    path("", include("unstori.boards.urls")),
    path("", include("unstori.safeguarding.urls")),
    path("", include("unstori.rights.urls")),
    path("", include("unstori.holding.urls")),
    path("", include("unstori.assessment.urls")),
    path("clocks/", include("unstori.pathways.urls.clocks")),
    path("", include("unstori.pathways.urls")),
    path("teams/", include("unstori.teams.urls")),
    path("notices/", include("unstori.notices.urls")),
    path("run/", include("unstori.governance.urls")),
    path("", include("unstori.governance.urls.asked")),
    path("exchange/", include("unstori.exchange.urls")),
    path("fhir/R4/", include("unstori.exchange.urls.fhir")),
    path("open-data/", include("unstori.exchange.urls.open_data")),
    path("open-referral/v3/", include("unstori.exchange.urls.open_referral")),
    path("look/", include("unstori.ui.urls")),
    path("", include("unstori.web.urls")),
]

handler400 = "unstori.web.views.bad_request"
handler403 = "unstori.web.views.forbidden"
handler404 = "unstori.web.views.not_found"
handler500 = "unstori.web.views.server_error"
