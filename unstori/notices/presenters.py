"""What is new in words: a sentence, whose it is, and the page where one does something about it."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from unstori.access.queries import label_of
from unstori.core.dates import format_date, format_due, format_when
from unstori.core.words import Words, spoken
from unstori.notices import wording
from unstori.notices.models import Message, Notice
from unstori.notices.queries import News, kinds
from unstori.people.models import Person
from unstori.plan.models import Review
from unstori.rights.models import Turn
from unstori.story.models import Promise

Item = dict[str, Any]
DATED = ("late", "due", "promised")
PAGES = {
    "my_promise": "story:promises",
    "my_promise_late": "story:promises",
    "promise_late": "story:promises",
    "promised": "story:promises",
    "review": "plan:review",
    "review_late": "plan:review",
    "plan_to_agree": "plan:agree",
    "facts_to_settle": "story:facts",
    "sharing_to_settle": "circle:who_can_see",
    "call_me": "circle:index",
    "shared_given": "web:now",
    "shared_changed": "web:now",
    "new": "story:timeline",
}

# Pages of the row itself: which, and which of its ids.
ROW_PAGES = {
    "decision": ("assessment:finding", "pk"),
    "assessment_due": ("assessment:assessment", "pk"),
    "assessment_late": ("assessment:assessment", "pk"),
    "answer_owed": ("rights:disagreement", "pk"),
    "answer_late": ("rights:disagreement", "pk"),
    "answer_awaited": ("rights:disagreement", "pk"),
    "answer_given": ("rights:disagreement", "disagreement_id"),
    "offer": ("rights:offered", "pk"),
    "transition": ("pathways:transition", "pk"),
    "process_due": ("pathways:process", "pk"),
    "process_late": ("pathways:process", "pk"),
    "advice_owed": ("pathways:process", "pk"),
    "request_asks": ("pathways:request", "pk"),
    "request_met": ("pathways:request", "pk"),
    "request_declined": ("pathways:request", "pk"),
    "request_offer": ("pathways:offer", "pk"),
    "visit_choose": ("pathways:visit", "pk"),
}
# Pages of a row without whose it is: of a service, and of who holds something.
OWN_PAGES = {
    "held_ask": ("pathways:held_request", "request_id"),
    "held_decline": ("pathways:held_request", "request_id"),
    "held_redirect": ("pathways:held_request", "request_id"),
    "time_yes": ("pathways:asked_of_us", "request_id"),
    "time_other": ("pathways:asked_of_us", "request_id"),
    "time_no": ("pathways:asked_of_us", "request_id"),
    "visit_fit": ("pathways:visit_answer", "visit_id"),
}
# About the directory, so about nobody by name.
KEPT_PAGES = {"entries_late": "keeping:index", "entries_due": "keeping:index", "entry_asked": "keeping:check",
              "entry_back": "keeping:entry", "feed_paused": "exchange:services", "feed_held": "exchange:services",
              "waits_reports": "voice:waiting", "waits_told": "voice:waiting", "waits_visits": "voice:waiting",
              "waits_wishes": "questions:wishes", "waits_claims": "keeping:claims", "requests_silent": "teams:requests",
              "processes_late": "pathways:processes_mine"}  # fmt: skip
SENTENCES = {
    "my_promise": gettext_lazy("You promised this."),
    "my_promise_late": gettext_lazy("You promised this."),
    "review": gettext_lazy("The plan is looked at again"),
    "review_late": gettext_lazy("The plan was to be looked at again"),
    "plan_to_agree": gettext_lazy("Do you agree with the plan?"),
    "sharing_asked": gettext_lazy("Somebody asks: may this be shared?"),
    "facts_to_settle": gettext_lazy("Two things in the story cannot both be true: which is it?"),
    "sharing_to_settle": gettext_lazy("Somebody does not agree with a sharing: please settle it"),
    "call_me": gettext_lazy("Please get in touch today"),
    "unheld_to_answer": gettext_lazy("A family says: nobody is holding this. Who is?"),
    "unheld_answered": gettext_lazy("You said that nobody is holding something: somebody answered"),
    "shared_given": gettext_lazy("Something was shared with you"),
    "shared_changed": gettext_lazy("What is shared with you changed"),
    "document": gettext_lazy("There is a document to read"),
    "concern": gettext_lazy("Somebody is worried about somebody’s safety: please look now"),
    "decision": gettext_lazy("Something was decided after an assessment: read why"),
    "assessment_due": gettext_lazy("An assessment is to be ready"),
    "assessment_late": gettext_lazy("An assessment was to be ready"),
    "transition": gettext_lazy("Something that comes with age has to be prepared, and has nobody yet"),
    "changes": gettext_lazy("Something changes with age: read what"),
    "process_due": gettext_lazy("Something must be done by law soon"),
    "process_late": gettext_lazy("Something that must be done by law is late"),
    "advice_owed": gettext_lazy("You are asked for advice"),
    "answer_owed": gettext_lazy("Somebody disagrees and waits for your answer"),
    "answer_late": gettext_lazy("Somebody disagrees and waits for your answer"),
    "answer_awaited": gettext_lazy("An answer to a disagreement is late"),
    "answer_given": gettext_lazy("There is an answer to a disagreement"),
    "offer": gettext_lazy("Something was offered: do you want it?"),
    "request_asks": gettext_lazy("A service asks you something before it can go on"),
    "request_met": gettext_lazy("Somebody came: has the help really started?"),
    "request_declined": gettext_lazy("A service said no: read why, and what happens next"),
    "request_offer": gettext_lazy("A service offers a time: does it suit you?"),
    "visit_choose": gettext_lazy("Several services come together: choose a time"),
    "visit_fit": gettext_lazy("One visit for several services: which times suit you?"),
    "held_ask": gettext_lazy("A service asks something before it can go on: you hold it"),
    "held_decline": gettext_lazy("A service said no: you go on holding it"),
    "held_redirect": gettext_lazy("Another service is to help instead: you go on holding it"),
    "time_yes": gettext_lazy("A family said that the time suits them"),
    "time_other": gettext_lazy("A family asks for another time"),
    "time_no": gettext_lazy("A family does not want the time that you offered"),
    "request_silent": gettext_lazy("Nobody has spoken with the family for long: you hold it"),
    "request_held": gettext_lazy("You hold what help was asked with, from now on"),
    "entry_asked": gettext_lazy("An entry of the directory waits for your check"),
    "feed_paused": gettext_lazy("A feed of services could not be read several times and is paused"),
    "feed_held": gettext_lazy("Much of a feed of services is gone at once: is that so?"),
    "entry_back": gettext_lazy("What you wrote for the directory came back"),
}


def sentence(item: News) -> str:
    """What happened, without whose it is; with who promised, where somebody did."""
    if item.what == "new":
        return ngettext("%(n)s new in the story", "%(n)s new in the story", item.row) % {"n": item.row}
    if isinstance(item.row, int):
        return counted(item.what, item.row)
    if item.what in ("promised", "promise_late"):
        who = format_html("<b>{}</b>", label_of(item.row.owner))
        return format_html(_("Promised by {who}."), who=who)
    return str(SENTENCES[item.what])


def counted(what: str, number: int) -> str:
    """How many things of one kind wait for whoever keeps the directory."""
    said = {
        "entries_late": ngettext_lazy("%(n)s entry of the directory should have been checked",
                                      "%(n)s entries of the directory should have been checked", "n"),
        "entries_due": ngettext_lazy("%(n)s entry of the directory must be checked soon",
                                     "%(n)s entries of the directory must be checked soon", "n"),
        "processes_late": ngettext_lazy("%(n)s thing that your team must do by law is late",
                                        "%(n)s things that your team must do by law are late", "n"),
        "waits_reports": ngettext_lazy("%(n)s family says that an entry is wrong, and waits for an answer",
                                       "%(n)s families say that an entry is wrong, and wait for an answer", "n"),
        "waits_told": ngettext_lazy("%(n)s review or visit waits to be looked at before it is shown",
                                    "%(n)s reviews and visits wait to be looked at before they are shown", "n"),
        "waits_visits": ngettext_lazy("%(n)s visit to your service was written down: do you want to answer?",
                                      "%(n)s visits to your services were written down: do you want to answer?", "n"),
        "waits_wishes": ngettext_lazy("%(n)s person told us what they could not find: please read it",
                                      "%(n)s people told us what they could not find: please read it", "n"),
        "waits_claims": ngettext_lazy("%(n)s person says that they run a service: is it so?",
                                      "%(n)s people say that they run a service: is it so?", "n"),
        "requests_silent": ngettext_lazy("Your team holds %(n)s request of which nobody has spoken with the family for long",
                                         "Your team holds %(n)s requests of which nobody has spoken with the family for long", "n"),
    }  # fmt: skip
    return str(said[what] % {"n": number})


def href(item: News) -> str:
    """Where one does something about it."""
    if item.what in KEPT_PAGES:
        page = KEPT_PAGES[item.what]
        return reverse(
            page, args=[item.row.entry.hsds_id] if page in ("keeping:check", "keeping:entry") else []
        )
    if item.person is None:
        return reverse("safeguarding:handle", args=[item.row.pk])
    reference = item.person.reference
    if item.what in ROW_PAGES:
        page, field = ROW_PAGES[item.what]
        return reverse(page, args=[reference, getattr(item.row, field)])
    if item.what in OWN_PAGES:
        page, field = OWN_PAGES[item.what]
        return reverse(page, args=[getattr(item.row, field)])
    if item.what in ("request_silent", "request_held"):
        return reverse("pathways:held")
    if item.what == "unheld_to_answer":
        return reverse("holding:answer", args=[item.row.pk])
    if item.what == "unheld_answered":
        return reverse("holding:said", args=[reference, item.row.pk])
    if item.what == "changes":
        return reverse("pathways:changes", args=[reference, item.row.age.id])
    if item.what == "document":
        return reverse("plan:document", args=[reference, item.row.pk])
    if item.what == "sharing_asked":
        return reverse("circle:sharing", args=[reference, item.row.pk])
    return reverse(PAGES[item.what], args=[reference])


def news_line(item: News, marks: dict[str, Notice]) -> Item:
    """One line of the page: what it is, who said so, and by when."""
    mark = marks.get(item.key)
    words, more = sentence(item), ""
    if isinstance(item.row, Promise):
        words, more = spoken(item.row.what, item.row.language), words
    elif item.what.startswith("feed_"):
        more = item.row.address
    elif item.what == "document":
        words = spoken(item.row.title, item.row.language)
    return {
        "key": item.key,
        "words": words,
        "more": more,
        "name": item.person.called if item.person else "",
        "href": href(item),
        "when": format_due(item.day) if item.kind in DATED else format_date(item.day),
        "late": item.kind == "late",
        "day": "" if item.kind == "late" else calendar_href(item),
        "unread": mark is None or mark.read_at is None,
    }


def calendar_href(item: News) -> str:
    """The same day for a calendar, where it has one to come."""
    kind = {Promise: "promise", Review: "review"}.get(type(item.row))
    if kind is None or item.person is None:
        return ""
    return reverse("notices:day", args=[item.person.reference, kind, item.row.pk])


def grouped(lines: list[tuple[News, Item]]) -> list[Item]:
    """By kind, in the order of need."""
    return [
        {"heading": str(Words.read(kind["name"])), "lines": these}
        for kind in kinds()
        if (these := [line for item, line in lines if item.kind == kind["id"]])
    ]


def message_line(message: Message) -> Item:
    """What was sent, as its reader got it."""
    said = wording.say(message.kinds, message.language, message.way)
    return {
        "id": message.pk,
        "when": format_when(message.created_at),
        "way": message.get_way_display(),
        "state": message.get_state_display(),
        "bad": message.state == Message.State.FAILED,
        "subject": said.subject,
        "paragraphs": said.paragraphs,
        "lang": message.language,
    }


def letter_line(message: Message) -> Item:
    """Whose letter it is, for who posts it: a name, never an address on the page."""
    return {
        "id": message.pk,
        "name": message.capacity.user.name,
        "since": format_when(message.created_at),
        "printed": format_when(message.printed_at),
        "posted": format_when(message.posted_at),
        "way": message.get_way_display(),
        "trouble": trouble(message.trouble),
        "is_posted": message.state == Message.State.POSTED,
    }


def answer_line(turn: Turn) -> Item:
    """An answer for somebody who cannot sign in: whose, and the page with the letter."""
    page = reverse("rights:disagreement", args=[turn.person.reference, turn.disagreement_id])
    return {"name": turn.disagreement.said_by, "href": page, "since": format_date(turn.created_at)}


def trouble(code: str) -> str:
    """Why it did not go, for who can do something about it."""
    if not code:
        return ""
    if code in ("notify-400", "notify-404"):
        return _("the number or address is not right")
    if code in ("notify-401", "notify-403", "no-way-set-up"):
        return _("sending is not set up rightly: tell whoever looks after the system")
    return _("whoever carries it did not answer")


def day_title(row: Promise | Review, person: Person, *, named: bool) -> str:
    """What a calendar says of a day: neutral, or with the name that they like."""
    title = _("Review") if isinstance(row, Review) else _("Promise")
    return f"{title}: {person.called}" if named else title
