"""Addresses of those who run it. Those that name no capacity are in `arriving`."""

from django.urls import path

from unstori.governance.views import audit, definitions, identity, records, start, teams, workers

app_name = "governance"
urlpatterns = [
    path("", start.index, name="index"),
    path("people/", workers.index, name="workers"),
    path("people/invite/", workers.invite, name="invite"),
    path("people/invited/<uuid:id>/take-back/", workers.take_back, name="take_back"),
    path("people/<uuid:id>/", workers.worker, name="worker"),
    path("people/<uuid:id>/give/", workers.give, name="give"),
    path("people/as/<uuid:id>/change/", workers.change, name="change"),
    path("people/as/<uuid:id>/end/", workers.end, name="end"),
    path("people/as/<uuid:id>/vouch/", workers.vouch, name="vouch"),
    path("people/as/<uuid:id>/sign-out/", workers.sign_out, name="sign_out"),
    path("people/as/<uuid:id>/second-step/", workers.reset, name="reset"),
    path("teams/", teams.index, name="teams"),
    path("teams/add/", teams.add, name="team_add"),
    path("teams/<uuid:id>/", teams.team, name="team"),
    path("teams/<uuid:id>/close/", teams.close, name="team_close"),
    path("definitions/", definitions.index, name="definitions"),
    path("definitions/<slug:room>/<slug:key>/<slug:version>/", definitions.definition, name="definition"),
    path("audit/", audit.index, name="audit"),
    path("audit/export/", audit.export, name="audit_export"),
    path("audit/verify/", audit.verify, name="audit_verify"),
    path("identity/", identity.index, name="identity"),
    path("identity/look/", identity.look, name="identity_look"),
    path("identity/name/", identity.name, name="identity_name"),
    path("identity/answered/", identity.answered, name="identity_answered"),
    path("identity/<uuid:id>/", identity.pair, name="identity_pair"),
    path("identity/<uuid:id>/undo/", identity.undo, name="identity_undo"),
    path("keeping/", records.keeping, name="keeping"),
    path("records/", records.index, name="records"),
    path("records/<str:reference>/", records.record, name="record"),
    path("records/<str:reference>/hold/", records.hold, name="hold"),
    path("records/<str:reference>/erase/", records.erase, name="erase"),
    path("records/<str:reference>/erase/<uuid:id>/", records.decide, name="erase_decide"),
]
