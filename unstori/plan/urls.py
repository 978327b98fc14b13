from django.urls import path

from unstori.plan.views import enquiries, outcomes, papers, parts, payments, together

app_name = "plan"
urlpatterns = [
    path("", outcomes.index, name="index"),
    path("outcome/", outcomes.add_outcome, name="add_outcome"),
    path("outcome/<uuid:id>/", outcomes.outcome, name="outcome"),
    path("outcome/<uuid:id>/change/", outcomes.edit_outcome, name="edit_outcome"),
    path("outcome/<uuid:id>/end/", outcomes.end_outcome, name="end_outcome"),
    path("outcome/<uuid:id>/rate/", outcomes.rate, name="rate"),
    path("outcome/<uuid:id>/step/", parts.add_step, name="add_step"),
    path("outcome/<uuid:id>/support/", parts.add_support, name="add_outcome_support"),
    path("step/<uuid:id>/done/", parts.finish_step, name="finish_step"),
    path("support/", parts.add_support, name="add_support"),
    path("support/<uuid:id>/", parts.move_support, name="move_support"),
    path("need/", parts.add_need, name="add_need"),
    path("need/<uuid:id>/", parts.answer_need, name="answer_need"),
    path("payment/", payments.add_payment, name="add_payment"),
    path("payment/<uuid:id>/end/", payments.end_payment, name="end_payment"),
    path("enquiry/", enquiries.add_enquiry, name="add_enquiry"),
    path("enquiry/<uuid:id>/", enquiries.conclude_enquiry, name="conclude_enquiry"),
    path("put-forward/", together.put_forward, name="put_forward"),
    path("agree/", together.agree, name="agree"),
    path("review/", together.review, name="review"),
    path("documents/", papers.documents, name="documents"),
    path("documents/<uuid:id>/", papers.document, name="document"),
    path("documents/<uuid:id>/pdf/", papers.document_pdf, name="document_pdf"),
    path("documents/<uuid:id>/read/", papers.say_read, name="say_read"),
    path("documents/<uuid:id>/share-as-before/", papers.share_as_before, name="share_as_before"),
    path("documents/<uuid:id>/share/", papers.share_document, name="share_document"),
    path("documents/<uuid:id>/stop/", papers.stop_sharing, name="stop_sharing"),
]
