"""How something was said, and how people were in touch."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SaidHow(models.TextChoices):
    SPEECH = "speech", _("Speaking")
    SIGN = "sign", _("Signing")
    SYMBOLS = "symbols", _("Symbols or pictures")
    OBSERVED = "observed", _("Shown by what they did")
    WRITTEN = "written", _("In writing")


class ContactWay(models.TextChoices):
    PHONE = "phone", _("Phone")
    TEXT = "text", _("Text or message")
    VISIT = "visit", _("Visit")
    MEETING = "meeting", _("Meeting")
    LETTER = "letter", _("Letter")
    ONLINE = "online", _("Video call")
