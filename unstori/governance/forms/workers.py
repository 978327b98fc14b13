"""Who works here, and as what."""

from collections.abc import Iterable
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unstori.access.rules.workplace import CHECKED, GIVEN, WHY_ENDED, WHY_RESET
from unstori.core.errors import RuleBroken
from unstori.core.words import capital
from unstori.governance.models import WorkInvitation
from unstori.governance.rules import KNOWN_BY, check_confirmed, check_why_not
from unstori.people.models import Capacity, Language, Team, User
from unstori.people.who import role_said, roles
from unstori.ui.fields import choose

KIND_HINTS = {
    "worker": _("Works with people. Sees only what each person shares with them, their team or you."),
    "advocate": _("Speaks for people. Sees only what each person shares with them."),
    "administrator": _("Says who works here, and as what. Sees nobody’s story."),
    "steward": _("Finds people who were written down twice. Sees who they are, not their stories."),
    "governance": _(
        "Looks after how information is used. Sees no stories, and answers for how long they are kept."
    ),
}
WHY = {
    "left": _("They left"),
    "moved": _("They do something else now"),
    "mistake": _("It was a mistake"),
    "not_ours": _("They never worked here"),
}
RESET = {
    "lost": _("They lost their phone or key"),
    "new": _("They have a new phone or key"),
    "broken": _("It does not work any more"),
}
KNOWN = {
    "in_person": _("I spoke to them face to face"),
    "known_number": _("I called them on a number that we already had"),
    "manager": _("Their manager asked me, and I know the manager"),
}


CONFIRMED = {
    "in_person": KNOWN["in_person"],
    "known_number": KNOWN["known_number"],
    "long_known": _("I work with them, and asked them at work"),
}


def role_choices(now: str = "") -> list[tuple[str, Any]]:
    """What one can be at work; what somebody is in words of their own stays."""
    known = [(code, capital(name)) for code, name in roles("work").items()]
    own = [(now, role_said(now))] if now and now not in dict(known) else []
    return [("", _("Not said")), *own, *sorted(known, key=lambda pair: str(pair[1]))]


def team_choices(teams: Iterable[Team]) -> list[tuple[str, Any]]:
    return [("", _("No team")), *((str(team.pk), str(team.name)) for team in teams)]


class FindWorkersForm(forms.Form):
    q = forms.CharField(label=_("Name, e-mail, role or team"), required=False, max_length=100)
    show = forms.ChoiceField(
        label=_("Show"),
        choices=[("now", _("Who works here")), ("vouch", _("Invited by others")), ("left", _("Who left"))],
        required=False,
    )


class PlaceForm(forms.Form):
    """Which role, in which team."""

    work_role = forms.ChoiceField(label=_("What they are"), required=False)
    team = forms.ChoiceField(
        label=_("Team"), required=False,
        help_text=_("What people share with a team, everybody in it sees."),
    )  # fmt: skip
    manages = forms.BooleanField(
        label=_("They manage this team"), required=False,
        help_text=_("They see who is late, who is quiet and how much each of the team holds."),
    )  # fmt: skip

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        now = (self.initial or {}).get("work_role", "")
        choose(self, work_role=role_choices(now), team=team_choices(teams))

    def place(self) -> dict[str, Any]:
        """As the actions take it."""
        said = self.cleaned_data
        return {
            "team": self.teams.get(said["team"]), "role": said["work_role"], "manages": said["manages"],
        }  # fmt: skip


class ChangeForm(PlaceForm):
    def __init__(self, *args: Any, capacity: Capacity, **kwargs: Any):
        now = {"work_role": capacity.role, "team": str(capacity.team_id or ""), "manages": capacity.manages}
        super().__init__(*args, initial=now, **kwargs)
        if capacity.kind != Capacity.Kind.WORKER:
            del self.fields["manages"]

    def place(self) -> dict[str, Any]:
        self.cleaned_data.setdefault("manages", False)
        return super().place()


class GiveForm(PlaceForm):
    kind = forms.ChoiceField(label=_("As what?"), widget=forms.RadioSelect)
    field_order: tuple[str, ...] = ("kind", "work_role", "team", "manages")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        kinds = dict(Capacity.Kind.choices)
        choose(self, kind=[(kind, kinds[kind]) for kind in GIVEN])
        self.fields["kind"].hints = KIND_HINTS  # type: ignore[attr-defined]

    def place(self) -> dict[str, Any]:
        return {**super().place(), "kind": self.cleaned_data["kind"]}


class InviteForm(GiveForm):
    name = forms.CharField(label=_("Their name"), max_length=200)
    email = forms.EmailField(
        label=_("Their e-mail at work"), help_text=_("Only who signs in with this address can use the link.")
    )
    language = forms.ChoiceField(
        label=_("Which language comes first?"), choices=Language.choices, widget=forms.RadioSelect
    )
    field_order = ("name", "email", "kind", "work_role", "team", "manages", "language")

    def place(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in ("name", "email", "language")}
        return {**super().place(), **said}


class EndForm(forms.Form):
    because = forms.ChoiceField(
        label=_("Why does it end?"),
        choices=[(code, WHY[code]) for code in WHY_ENDED],
        widget=forms.RadioSelect,
    )
    takes = forms.ChoiceField(
        label=_("Who takes what they owe?"), required=False,
        help_text=_("Promises, conversations and reviews. Only for people who let this colleague in too."),
    )  # fmt: skip

    def __init__(self, *args: Any, colleagues: Iterable[Capacity], on_duty: Capacity | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        those = list(colleagues)
        self.by_id = {str(each.pk): each for each in those}
        nobody = _("Who is on duty: %(name)s") % {"name": on_duty.user.name} if on_duty else _("Nobody")
        named = [(pk, _colleague(each)) for pk, each in self.by_id.items()]
        choose(self, takes=[("", nobody), *named])

    def colleague(self) -> Capacity | None:
        return self.by_id.get(self.cleaned_data["takes"])


def _colleague(capacity: Capacity) -> str:
    return f"{capacity.user.name}, {capacity.team.name}" if capacity.team else capacity.user.name


class ResetForm(forms.Form):
    because = forms.ChoiceField(
        label=_("What happened?"),
        choices=[(code, RESET[code]) for code in WHY_RESET],
        widget=forms.RadioSelect,
    )
    checked = forms.ChoiceField(
        label=_("How do you know that it is really they who ask?"),
        choices=[(code, KNOWN[code]) for code in CHECKED],
        widget=forms.RadioSelect,
        help_text=_("An e-mail is not enough: whoever has their e-mail could have written it."),
    )


class ConfirmForm(forms.Form):
    """The second person answers: with how they know them, or with why not."""

    answer = forms.ChoiceField(
        label=_("Is it right?"),
        choices=[("confirm", _("Yes, I know them and confirm it")), ("refuse", _("No, I do not confirm it"))],
        widget=forms.RadioSelect,
    )
    checked = forms.ChoiceField(
        label=_("If yes, how do you know that it is really they?"),
        choices=[(code, CONFIRMED[code]) for code in KNOWN_BY],
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "Ask them yourself whether this e-mail is theirs. Whoever asked you could have made it up."
        ),
    )
    why = forms.CharField(label=_("If no, why?"), widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def clean(self) -> dict[str, Any]:
        """What is missing stands beside its own question; the action asks again."""
        said = super().clean() or {}
        checks = {"confirm": ("checked", check_confirmed), "refuse": ("why", check_why_not)}
        field, check = checks.get(said.get("answer", ""), ("", None))
        try:
            if check:
                check(said.get(field, ""))
        except RuleBroken as broken:
            self.add_error(field, gettext(str(broken.reason)))
        return said


class ArriveForm(forms.Form):
    """A new account, where there is none."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 12 letters. Three words that you can remember are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *args: Any, invitation: WorkInvitation, is_new: bool, **kwargs: Any):
        super().__init__(*args, **{"initial": {"name": invitation.name}, **kwargs})
        self.address = invitation.email
        if not is_new:
            self.fields.clear()

    def clean(self) -> dict[str, Any]:
        """The same rules for a password as everywhere; it may not be like the name or the address."""
        said = super().clean() or {}
        if said.get("password"):
            user = User(name=said.get("name", ""), email=self.address)
            try:
                get_adapter().clean_password(said["password"], user)
            except ValidationError as weak:
                self.add_error("password", weak)
        return said
