"""Identities: who exists. What anybody may see or do about a person is `access`'s to say."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.core import ids
from unstori.core.models import BaseModel
from unstori.core.words import Words


class Sector(models.TextChoices):
    HEALTH = "health", _("Health")
    SOCIAL_CARE = "social_care", _("Social care")
    EDUCATION = "education", _("Education")
    VOLUNTARY = "voluntary", _("Voluntary sector")
    COMMUNITY = "community", _("Community")


class Jurisdiction(models.TextChoices):
    WALES = "wales", _("Wales")
    ENGLAND = "england", _("England")


class Language(models.TextChoices):
    WELSH = "cy", "Cymraeg"
    ENGLISH = "en", "English"


class Organisation(BaseModel):
    """Anybody who can hold a duty: council, health board, school, charity, club."""

    sensitivity, retention = "ordinary", "named"

    name_en = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200)
    sector = models.CharField(max_length=20, choices=Sector.choices)
    code = models.CharField(max_length=40, blank=True, help_text="ONS or ODS code, where there is one")

    class Meta:
        indexes = [models.Index(fields=["code"])]

    @property
    def name(self) -> Words:
        return Words(en=self.name_en, cy=self.name_cy)


class Team(BaseModel):
    sensitivity, retention = "ordinary", "named"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    name_en = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200)
    on_duty = models.ForeignKey("Capacity", null=True, on_delete=models.PROTECT, related_name="+")
    ends_on = models.DateField(null=True, help_text="Closed: nobody works in it from this day on")

    @property
    def name(self) -> Words:
        return Words(en=self.name_en, cy=self.name_cy)


class PersonManager(models.Manager["Person"]):
    """Whoever was erased is nobody, wherever somebody looks."""

    def get_queryset(self) -> models.QuerySet["Person"]:
        return super().get_queryset().filter(erased_at__isnull=True)


class Person(BaseModel):
    """Somebody whose story this is. `called` is the name they like, first on every page.

    Erased, only the reference stays, so that other rows still point at somebody: nobody.
    """

    sensitivity, retention = "personal", "identity"

    reference = models.CharField(max_length=16, unique=True, default=ids.public_reference)
    full_name = models.CharField(max_length=200)
    called = models.CharField(max_length=100, help_text="The name I like")
    born_on = models.DateField(null=True)
    nhs_number = models.CharField(max_length=10, null=True, unique=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    jurisdiction = models.CharField(max_length=10, choices=Jurisdiction.choices, default=Jurisdiction.WALES)
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    postcode = models.CharField(max_length=8, blank=True)
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)
    erased_at = models.DateTimeField(null=True)
    erased_by = models.UUIDField(null=True, help_text="Capacity")

    objects = PersonManager()
    # Erasing alone looks for whoever was erased already.
    everybody: models.Manager["Person"] = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["called"]),
            models.Index(fields=["full_name"]),
            models.Index(fields=["born_on"]),
        ]


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """A new account. No account is above the rules, so there is no create_superuser."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(BaseModel, AbstractBaseUser):
    """An account: somebody who signs in. What they may do depends on the capacity they act in."""

    sensitivity, retention = "personal", "account"

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.name


class Capacity(BaseModel):
    """A user acting as something: key worker at X, mother of Y. Two capacities are never mixed."""

    class Kind(models.TextChoices):
        SELF = "self", _("Me")
        FAMILY = "family", _("Family or friend")
        ADVOCATE = "advocate", _("Advocate")
        WORKER = "worker", _("Worker")
        GOVERNANCE = "governance", _("Information governance")
        ADMINISTRATOR = "administrator", _("Administrator")
        STEWARD = "steward", _("Identity steward")
        SYSTEM = "system", _("Unstori itself")

    sensitivity, retention = "personal", "named"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="capacities")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    role = models.CharField(
        max_length=120, blank=True, help_text="A code of definitions/roles.toml, or own words"
    )
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    vouched = models.BooleanField(
        default=True, help_text="The organisation knows of it: nobody else made it theirs"
    )
    manages = models.BooleanField(default=False, help_text="Manages the team that they work in")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="capacity_kind_has_its_anchor",
                condition=(
                    Q(kind__in=["self", "family"], person__isnull=False, organisation__isnull=True)
                    | Q(
                        kind__in=["worker", "governance", "administrator", "steward"],
                        organisation__isnull=False,
                        person__isnull=True,
                    )
                    | Q(kind__in=["advocate", "system"])
                ),
            ),
            models.CheckConstraint(
                name="capacity_manages_its_own_team",
                condition=Q(manages=False) | Q(kind="worker", team__isnull=False),
            ),
        ]

    @property
    def is_professional(self) -> bool:
        return self.kind in {
            self.Kind.WORKER, self.Kind.GOVERNANCE, self.Kind.ADVOCATE, self.Kind.ADMINISTRATOR, self.Kind.STEWARD,
        }  # fmt: skip
