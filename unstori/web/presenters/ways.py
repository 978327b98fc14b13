"""Where one can go from a person's page and from the first page: each room's ways in, in the order of need."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.access.door import Opened
from unstori.access.rules import Actor, Permission
from unstori.directory.rules import questions, voice
from unstori.governance.rules import can_run
from unstori.holding import queries as holding
from unstori.notices import queries as notices
from unstori.pathways.queries import covers, queue, waysback
from unstori.safeguarding import queries as safeguarding
from unstori.teams.rules import can_manage

Way = dict[str, str]


def _way(words: str, name: str, *args: str, about: str = "") -> Way:
    return {"words": words, "href": reverse(name, args=args), "about": about}


def ways_about(opened: Opened) -> list[tuple[str, list[Way]]]:
    """Everything else about this person that this actor may open: headings, each with its ways."""
    person = opened.person.reference
    groups: list[tuple[str, list[Way]]] = [
        (_("Getting help"), _to_get_help(opened)),
        (_("Say it my way"), _to_talk(opened)),
        (
            _("What I am entitled to"),
            [
                _way(_("What was offered, and asking for it"), "rights:index", person),
                _way(_("Assessments: what is tested, and why"), "assessment:index", person),
                *_changes(opened),
                *_lifespan(opened),
                *_by_law(opened),
            ],
        ),
        (
            _("When something is wrong"),
            [
                _nobody_holds(opened),
                _way(_("When we disagree"), "rights:disagreements", person),
                _way(_("I am worried about somebody’s safety"), "safeguarding:about", person),
                _way(_("Help now, and how to complain"), "rights:help"),
            ],
        ),
        (_("Take it with me"), _to_take_along(opened)),
    ]
    return [(heading, ways) for heading, ways in groups if ways]


def _to_get_help(opened: Opened) -> list[Way]:
    """Asking, and what became of it."""
    about = _("Who holds it, where it is, what comes next and by when")
    words = _("Help that I asked for") if opened.is_self else _("What is happening with what was asked for")
    ways = [_way(words, "pathways:happening", opened.person.reference, about=about)]
    if opened.may_add_to:
        ways.insert(0, _way(_("Ask for help"), "pathways:ask", opened.person.reference))
    return ways


def _to_take_along(opened: Opened) -> list[Way]:
    """Copies; and rights about data, for whoever asks for themselves or for somebody near."""
    ways = [
        _way(_("A copy to read, print or take along"), "exchange:export", opened.person.reference),
        _way(_("Let another system read for me"), "exchange:connected"),
    ]
    if opened.actor.kind in ("self", "family", "advocate"):
        about = _("A copy of everything, put something right, be forgotten")
        words = _("The data that are kept here")
        ways.append(_way(words, "asked:index", opened.person.reference, about=about))
    return ways


def _nobody_holds(opened: Opened) -> Way:
    words = _("Nobody is helping me with this") if opened.is_self else _("Nobody is holding this")
    return _way(words, "holding:index", opened.person.reference)


def _by_law(opened: Opened) -> list[Way]:
    about = _("Who must do what, whether it is late, and what you can do")
    words = _("What must happen by when, by law")
    return [_way(words, "pathways:processes", opened.person.reference, about=about)]


def _changes(opened: Opened) -> list[Way]:
    if not opened.may(Permission.SEE, "about_me"):
        return []
    words = _("Changes that services must make for me")
    moves = _("What goes with you, what to ask anew, who says what by when")
    return [
        _way(words, "adjustments:index", opened.person.reference),
        _way(_("Moving to another council’s area"), "pathways:moves", opened.person.reference, about=moves),
    ]


def _lifespan(opened: Opened) -> list[Way]:
    """What comes with age, and ways back to help."""
    ways, ref = [], opened.person.reference
    if opened.may(Permission.SEE, "about_me"):
        about = _("Starting school, 16, 18 and after: what changes and what to prepare")
        ways.append(_way(_("The line of my life") if opened.is_self else _("Lifespan and transitions"),
                         "pathways:lifespan", ref, about=about))  # fmt: skip
    if opened.may(Permission.SEE, "care"):
        about = _("Coming back to help that became less, without asking anew")
        ways.append(_way(_("Ways back"), "pathways:ways_back", ref, about=about))
    return ways


def _to_talk(opened: Opened) -> list[Way]:
    """Conversations along a guide; for family also those about themselves."""
    ways = []
    if opened.may(Permission.ADD, "what_matters"):
        about = _("In pictures and short words, together with others, or looking back")
        ways.append(_way(_("Have a conversation"), "story:start", opened.person.reference, about=about))
    if opened.may(Permission.SEE, "what_matters"):
        about = _("A question, pictures, and a place for each")
        ways.append(_way(_("Picture boards"), "boards:index", opened.person.reference, about=about))
    about = _("If a carer falls ill, growing older, when somebody has died")
    ways.append(_way(_("Later life"), "pathways:later", opened.person.reference, about=about))
    if opened.actor.kind == "family":
        ways.append(_way(_("About me, who cares"), "own:index", about=_("Yours alone until you show it")))
    if opened.actor.kind in ("self", "family"):
        about = _("How it was, what was wrong, and the answers")
        ways.append(_way(_("What I have said about services"), "voice:mine", about=about))
    return ways


def ways_to_work(by: Actor) -> list[tuple[str, list[Way]]]:
    """What belongs to the actor's work and to nobody in particular: headings, each with its ways."""
    groups = [
        (_("My work"), _in_the_team(by)),
        (_("Keeping safe"), _to_keep_safe(by)),
        (_("About me"), _about_me_at_work(by)),
        (_("The directory"), _of_the_directory(by)),
        (_("More"), _more_work(by)),
    ]
    return [(heading, ways) for heading, ways in groups if ways]


def _in_the_team(by: Actor) -> list[Way]:
    """What each holds, for whoever manages; and what waits for any of the team."""
    ways = []
    if can_manage(by):
        ways.append(_way(_("What each of my team holds"), "teams:index"))
    if by.is_professional and by.team_id:
        ways.append(_way(_("My team, and who is on duty"), "directory:my_team"))
    if holding.is_asked(by):
        ways.append(_way(_("Families say: nobody is holding this"), "holding:asked"))
    if queue.serves(by):
        ways.append(_way(_("Requests to us"), "pathways:queue"))
    if covers.is_told(by):
        ways.append(_way(_("If a carer cannot: what families agreed"), "pathways:cover_team"))
    if number := waysback.waits(by):
        words = ngettext("%(n)s wants to come back", "%(n)s want to come back", number) % {"n": number}
        ways.append(_way(words, "pathways:ways_back_to_answer"))
    if by.kind == "worker":
        ways.append(_way(_("What I hold"), "pathways:held"))
        if by.team_id:
            ways.append(_way(_("Questions to my team"), "pathways:advice_team"))
        ways.append(_way(_("Assessments to work on"), "assessment:work"))
        ways.append(_way(_("What I must do by law"), "pathways:processes_mine"))
        ways.append(_way(_("Moves between areas"), "pathways:moves_mine"))
    if notices.may_print(by):
        ways.append(_way(_("Letters to post"), "notices:letters"))
    return ways


def _to_keep_safe(by: Actor) -> list[Way]:
    """Raising a concern about anybody, and what waits: what was raised here has no other trace."""
    ways = []
    waiting = safeguarding.waits_for(by)
    if waiting.takes:
        number = waiting.undecided
        waits = ngettext(
            "Concerns for my team: %(number)s waits", "Concerns for my team: %(number)s wait", number
        )
        words = waits % {"number": number} if number else _("Concerns for my team")
        ways.append(_way(words, "safeguarding:team"))
    if waiting.to_phone:
        ways.append(_way(_("You still have to phone about somebody’s safety"), "safeguarding:mine"))
    else:
        ways.append(_way(_("I am worried about somebody’s safety"), "safeguarding:mine"))
    if by.kind == "worker":
        ways.append(_way(_("Open a record in an emergency"), "access:glass"))
    if by.kind == "governance":
        ways.append(_way(_("Records opened in an emergency"), "access:glass_breaks"))
        ways.append(_way(_("Keep something from somebody"), "access:look_up"))
    return ways


def _about_me_at_work(by: Actor) -> list[Way]:
    ways = [_way(_("What is new for me, and how I am told"), "notices:news")]
    if by.kind == "worker":
        ways.append(_way(_("When I am away"), "teams:away", str(by.capacity_id)))
        if by.team_id:
            ways.append(_way(_("Supervision"), "teams:supervision"))
    if by.is_professional:
        ways.append(_way(_("About me and my work, and what others show me"), "own:index"))
    return ways


def _of_the_directory(by: Actor) -> list[Way]:
    """Finding first, which is for everybody; then what waits for those who keep it."""
    ways = [_way(_("Find help and things to do"), "finding:index")]
    if by.kind in ("worker", "administrator", "steward"):
        ways.append(_way(_("Keep the directory right"), "keeping:index"))
    if voice.is_keeper(by) or voice.speaks_for(by, by.organisation_id):
        ways.append(_way(_("What families say about services"), "voice:waiting"))
    if questions.can_read(by):
        ways.append(_way(_("What people look for and do not find"), "questions:asked"))
    return ways


def _more_work(by: Actor) -> list[Way]:
    """Tools, records that come in or leave, and running it."""
    ways = []
    if by.is_professional:
        ways.append(_way(_("Picture boards"), "boards:library"))
        if by.begins_stories:
            ways.append(_way(_("Bring in records"), "exchange:import_"))
        ways.append(_way(_("Let another system read for me"), "exchange:connected"))
        ways.append(_way(_("How long it may take by law"), "clocks:index"))
    if by.kind == "worker":
        ways.append(_way(_("Asked of me about data"), "asked:owed"))
    if can_run(by):
        ways.append(_way(_("Run it"), "governance:index"))
    return ways
