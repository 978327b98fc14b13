"""What was said along a guide, and the statements that come of it."""

from django.db import models

from unstori.access.models import AboutPerson
from unstori.story.models.saying import SaidHow


class Conversation(AboutPerson):
    """A what matters conversation along one version of a guide. A draft until finished."""

    guide = models.CharField(max_length=60)
    guide_version = models.PositiveIntegerField()
    held_on = models.DateField()
    who_was_there = models.CharField(max_length=300, blank=True)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [models.Index(fields=["person", "finished_at"])]


class Answer(AboutPerson):
    """What was said to one question, as it is typed. Stays editable until the conversation is finished."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=60, help_text="Stable id in the guide")
    words = models.TextField(blank=True)
    choice = models.CharField(
        max_length=200, blank=True, help_text="Ids of the face or the symbols chosen, by commas"
    )
    said_by = models.CharField(max_length=200, blank=True)
    said_how = models.CharField(max_length=12, blank=True, choices=SaidHow.choices)
    with_help_of = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)


class Echo(AboutPerson):
    """Somebody says of what another observed: I see it so too, or differently. Evidence: the newest of each holds.

    `answer_version` is what they had read: words that changed since wait to be read again.
    """

    evidence = True

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="echoes")
    answer_version = models.PositiveIntegerField()
    so_too = models.BooleanField()
    words = models.TextField(blank=True, help_text="How they see it, when they see it differently")


class Agreed(AboutPerson):
    """An echo that stands behind a statement or a fact. Evidence: to keep the echo is to keep what it agreed to.

    The names of who agreed are in that row's words; told without the echo they would tell of it.
    """

    evidence = True

    echo = models.ForeignKey(Echo, on_delete=models.PROTECT, related_name="agreed")
    about_id = models.UUIDField(help_text="Statement or Fact")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["echo", "about_id"], name="agreed_once")]


class Presence(AboutPerson):
    """Somebody has a conversation open that several fill in together."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="presences")
    seen_at = models.DateTimeField()
    seen_by = models.UUIDField(help_text="Capacity")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "created_by"], name="one_presence_each")
        ]


class Statement(AboutPerson):
    """The person's (or someone's) words, verbatim, that plan and profile cite. Evidence."""

    evidence = True

    answer = models.ForeignKey(Answer, null=True, on_delete=models.PROTECT, related_name="statements")
    theme = models.CharField(max_length=40, help_text="What the guide's question was about")
    words = models.TextField()
    choice = models.CharField(max_length=200, blank=True, help_text="Face or symbols chosen, by commas")
    said_by = models.CharField(max_length=200)
    said_how = models.CharField(max_length=12, blank=True, choices=SaidHow.choices)
    with_help_of = models.CharField(max_length=200, blank=True)
    agreed_by = models.CharField(
        max_length=500,
        blank=True,
        help_text="Who said that they see it so too, when it was observed together",
    )
    said_on = models.DateField()
    about_id = models.UUIDField(null=True, help_text="The row of a room above from which it comes: a board")

    class Meta:
        indexes = [models.Index(fields=["person", "-said_on"])]
