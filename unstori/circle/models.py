"""Who is around the person, who decides, and what was decided about sharing."""

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.circle import rules
from unstori.core.models import BaseModel
from unstori.core.words import Words, spoken
from unstori.people.models import Capacity, Language, Organisation, Team
from unstori.people.who import is_role, role_said


class Member(AboutPerson):
    """Somebody around the person, with an account (`capacity`) or without (a contact)."""

    class Kind(models.TextChoices):
        FAMILY = "family", _("Family")
        FRIEND = "friend", _("Friend")
        FOSTER_CARER = "foster_carer", _("Foster carer")
        ADVOCATE = "advocate", _("Advocate")
        WORKER = "worker", _("Worker")
        COMMUNITY = "community", _("From my community")

    class Authority(models.TextChoices):
        NONE = "", _("None")
        ATTORNEY = "attorney", _("Attorney for health and welfare")
        DEPUTY = "deputy", _("Deputy for welfare")

    capacity = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    name = models.CharField(max_length=200)
    relation = models.CharField(max_length=120, help_text="As a capacity's role: a code, or own words")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    closeness = models.PositiveSmallIntegerField(default=2, help_text="1 closest, 3 furthest")
    parental_responsibility = models.BooleanField(default=False)
    delegated_authority = models.BooleanField(default=False, help_text="Foster carers")
    authority = models.CharField(max_length=10, choices=Authority.choices, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    is_key_worker = models.BooleanField(default=False)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    left_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["person", "ends_on"]), models.Index(fields=["capacity"])]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(is_key_worker=True, ends_on__isnull=True),
                name="one_key_worker",
            ),
            models.CheckConstraint(condition=Q(closeness__range=(1, 3)), name="closeness_is_a_ring"),
        ]

    @property
    def relation_said(self) -> str:
        """What they are, in the language of the page; own words are marked with theirs."""
        return spoken(role_said(self.relation), "" if is_role(self.relation) else self.language)

    @property
    def said(self) -> str:
        """ "Mair Rowlands, mother"."""
        return f"{self.name}, {role_said(self.relation)}"


class LegalStatus(AboutPerson):
    """For example looked after: since when, until when, by which authority."""

    status = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)


class SharingDecision(AboutPerson):
    """With whom x which sections x what for x from/until; who decided stands with each state. Evidence."""

    evidence = True

    with_member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="sharing")
    with_team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    with_organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    sections = models.JSONField()
    permission = models.PositiveSmallIntegerField()
    purpose = models.TextField(help_text="A code of definitions/deciding.toml, or somebody's words")
    data_basis = models.CharField(max_length=30, help_text="Data protection basis")
    confidence_basis = models.CharField(max_length=30, help_text="Confidentiality basis")
    protocol = models.CharField(max_length=80, blank=True, help_text="WASPI reference")
    family_told = models.BooleanField(null=True, help_text="When shared without asking")
    not_told_why = models.TextField(blank=True)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sharing_has_one_holder",
                condition=(
                    Q(with_member__isnull=False, with_team__isnull=True, with_organisation__isnull=True)
                    | Q(with_member__isnull=True, with_team__isnull=False, with_organisation__isnull=True)
                    | Q(with_member__isnull=True, with_team__isnull=True, with_organisation__isnull=False)
                ),
            )
        ]

    @property
    def holder(self) -> Member | Team | Organisation:
        holder = self.with_member or self.with_team or self.with_organisation
        assert holder is not None, "a constraint holds this"
        return holder

    @property
    def newest(self) -> "SharingState":
        return max(self.states.all(), key=lambda state: state.pk)

    @property
    def giver_id(self) -> UUID:
        """Who gave it first: who disputes it, or settles that it stays, lets nobody in."""
        given = (state for state in self.states.all() if state.state == rules.State.GIVEN)
        return min(given, key=lambda state: state.pk).created_by_id


class SharingState(AboutPerson):
    """A state that a sharing decision came into, and who decided as what. The newest holds. Evidence."""

    evidence = True

    class State(models.TextChoices):
        ASKED = rules.State.ASKED.value, _("Asked")
        GIVEN = rules.State.GIVEN.value, _("Given")
        REFUSED = rules.State.REFUSED.value, _("Refused")
        WITHDRAWN = rules.State.WITHDRAWN.value, _("Stopped")
        INVALIDATED = rules.State.INVALIDATED.value, _("Never valid")
        DISPUTED = rules.State.DISPUTED.value, _("We do not agree yet")
        EXPIRED = rules.State.EXPIRED.value, _("Over")

    class As(models.TextChoices):
        SELF = "self", _("for themselves")
        COMPETENT_CHILD = "competent_child", _("a child who was able to make this decision")
        PARENT = "parental_responsibility", _("with parental responsibility")
        BEST_INTERESTS = "best_interests", _("in their best interests")
        ATTORNEY = "attorney_or_deputy", _("as attorney or deputy for welfare")
        LEGAL_DUTY = "legal_duty", _("by a legal duty, or to keep somebody safe")

    decision = models.ForeignKey(SharingDecision, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=12, choices=State.choices)
    decided_as = models.CharField(max_length=24, choices=As.choices, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["decision", "id"])]


class DecisionAbility(AboutPerson):
    """A dated assessment for one decision, never a permanent flag: Gillick under 16, capacity from 16.

    Source: Gillick [1985] UKHL 7; Mental Capacity Act 2005 ss. 2-4. Evidence.
    """

    evidence = True

    sharing = models.ForeignKey(
        SharingDecision, null=True, on_delete=models.PROTECT, related_name="abilities"
    )
    decision = models.CharField(max_length=200, help_text="The one decision this is about")
    able = models.BooleanField()
    reasons = models.TextField()
    cause = models.TextField(blank=True, help_text="From 16, after the reasons: what it is caused by")
    help_given = models.TextField(blank=True)
    assessed_on = models.DateField()
    review_on = models.DateField(null=True)


class BestInterests(AboutPerson):
    """One sharing decided for somebody who could not decide it: on what, with whom, until when. Evidence.

    Source: Mental Capacity Act 2005 ss. 1(5)-(6), 4.
    """

    evidence = True

    sharing = models.ForeignKey(SharingDecision, on_delete=models.PROTECT, related_name="best_interests")
    ability = models.ForeignKey(DecisionAbility, on_delete=models.PROTECT, related_name="+")
    share = models.BooleanField(help_text="What was decided: to share, or not")
    wishes = models.TextField(help_text="The person's own, as far as they can be known")
    consulted = models.TextField()
    least_restrictive = models.TextField()
    reasons = models.TextField()
    decided_on = models.DateField()
    review_on = models.DateField()


class Invitation(AboutPerson):
    """A single-use link that expires. Only its token's digest is kept. Without a member: for the person.

    A letter, and the person's own, also need a code: it is told apart from the link, and only its hash is kept.
    """

    member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=128, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="Wrong codes")
    valid_until = models.DateTimeField()
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    used_at = models.DateTimeField(null=True)
    used_by = models.UUIDField(null=True, help_text="User")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")

    code = ""  # in words, for the page that its maker sees once


class Disagreement(AboutPerson):
    """Two facts or two people with parental responsibility differ, and someone is to settle it."""

    about = models.CharField(max_length=60)
    row_ids = models.JSONField(help_text="What stands against what")
    settler = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True, help_text="Capacity")
    outcome = models.TextField(blank=True)


class CallMe(AboutPerson):
    """The person asks one member to get in touch, and how that is safe. Theirs and that member's alone."""

    to = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    safe_way = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True, help_text="Capacity")


class SafeContact(AboutPerson):
    """How its author, the person or who decides for them, is reached without danger. The newest holds. Evidence.

    Each says it for themselves, so that nobody can turn somebody else's letters to their own door.
    """

    evidence = True

    class Way(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Phone")
        LETTER = "letter", _("Letter")
        NONE = "none", _("Do not contact me: I will ask")

    way = models.CharField(max_length=6, choices=Way.choices)
    to = models.CharField(max_length=300, blank=True, help_text="The address or number that is safe")
    times = models.CharField(max_length=200, blank=True)
    hidden_from = models.CharField(max_length=300, blank=True, help_text="Who must not see or hear of it")

    class Meta:
        indexes = [models.Index(fields=["person", "created_by"])]


class Protocol(BaseModel):
    """An agreement between organisations by which they share, and for what. A decision names it by its reference.

    In Wales an information sharing protocol under WASPI (standards: sharing). It names nobody; everybody may read it.
    """

    sensitivity, retention = "ordinary", "named"

    reference = models.CharField(max_length=80, unique=True, help_text="As with the sharing decisions")
    name_en = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200)
    purpose_en = models.TextField()
    purpose_cy = models.TextField()
    parties = models.ManyToManyField(Organisation, related_name="+")
    sections = models.JSONField()
    data_basis = models.CharField(max_length=30)
    confidence_basis = models.CharField(max_length=30)
    link = models.URLField(blank=True, help_text="Where its text is")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    review_on = models.DateField()
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True)
    changed_by = models.UUIDField(null=True, help_text="Capacity")

    @property
    def name(self) -> Words:
        return Words(en=self.name_en, cy=self.name_cy)

    @property
    def purpose(self) -> Words:
        return Words(en=self.purpose_en, cy=self.purpose_cy)
