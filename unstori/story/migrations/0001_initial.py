import django.db.models.deletion
from django.db import migrations, models

import unstori.core.clock
import unstori.core.dates
import unstori.core.ids
import unstori.story.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Conversation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unstori.core.ids.row_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=unstori.core.clock.now, editable=False)),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("about_me", "About me"),
                            ("what_matters", "What matters"),
                            ("health", "Health"),
                            ("learning", "Learning"),
                            ("care", "Care"),
                            ("behaviour", "Behaviour"),
                            ("money", "Money"),
                            ("safeguarding", "Safeguarding"),
                            ("private_to_me", "Private to me"),
                        ],
                        max_length=16,
                    ),
                ),
                ("narrowed", models.BooleanField(default=False)),
                (
                    "language",
                    models.CharField(
                        choices=[("cy", "Cymraeg"), ("en", "English")],
                        default=unstori.core.dates.language,
                        max_length=2,
                    ),
                ),
                ("guide", models.CharField(max_length=60)),
                ("guide_version", models.PositiveIntegerField()),
                ("held_on", models.DateField()),
                ("who_was_there", models.CharField(blank=True, max_length=300)),
                ("finished_at", models.DateTimeField(null=True)),
                ("finished_by", models.UUIDField(help_text="Capacity", null=True)),
                (
                    "controller",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.capacity"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unstori.core.ids.row_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=unstori.core.clock.now, editable=False)),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("about_me", "About me"),
                            ("what_matters", "What matters"),
                            ("health", "Health"),
                            ("learning", "Learning"),
                            ("care", "Care"),
                            ("behaviour", "Behaviour"),
                            ("money", "Money"),
                            ("safeguarding", "Safeguarding"),
                            ("private_to_me", "Private to me"),
                        ],
                        max_length=16,
                    ),
                ),
                ("narrowed", models.BooleanField(default=False)),
                (
                    "language",
                    models.CharField(
                        choices=[("cy", "Cymraeg"), ("en", "English")],
                        default=unstori.core.dates.language,
                        max_length=2,
                    ),
                ),
                ("question", models.CharField(help_text="Stable id in the guide", max_length=60)),
                ("words", models.TextField(blank=True)),
                ("said_by", models.CharField(blank=True, max_length=200)),
                (
                    "said_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("speech", "Speaking"),
                            ("sign", "Signing"),
                            ("symbols", "Symbols or pictures"),
                            ("observed", "Shown by what they did"),
                            ("written", "In writing"),
                        ],
                        max_length=12,
                    ),
                ),
                ("with_help_of", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "controller",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.capacity"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="story.conversation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unstori.core.ids.row_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=unstori.core.clock.now, editable=False)),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("about_me", "About me"),
                            ("what_matters", "What matters"),
                            ("health", "Health"),
                            ("learning", "Learning"),
                            ("care", "Care"),
                            ("behaviour", "Behaviour"),
                            ("money", "Money"),
                            ("safeguarding", "Safeguarding"),
                            ("private_to_me", "Private to me"),
                        ],
                        max_length=16,
                    ),
                ),
                ("narrowed", models.BooleanField(default=False)),
                (
                    "language",
                    models.CharField(
                        choices=[("cy", "Cymraeg"), ("en", "English")],
                        default=unstori.core.dates.language,
                        max_length=2,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("note", "Note"),
                            ("contact", "Contact"),
                            ("visit", "Visit"),
                            ("conversation", "Conversation"),
                            ("document", "Document"),
                            ("milestone", "Milestone"),
                            ("worry", "Worry"),
                            ("good_day", "Good day"),
                            ("promise", "Promise"),
                            ("happened", "What happened here"),
                        ],
                        max_length=14,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200)),
                (
                    "title_cy",
                    models.CharField(
                        blank=True, help_text="Welsh of a title that Unstori itself says", max_length=200
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("happened_on", models.CharField(max_length=12)),
                ("sort_on", models.DateField()),
                (
                    "said_by",
                    models.CharField(
                        blank=True, help_text="Whose words, when they are verbatim", max_length=200
                    ),
                ),
                (
                    "said_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("speech", "Speaking"),
                            ("sign", "Signing"),
                            ("symbols", "Symbols or pictures"),
                            ("observed", "Shown by what they did"),
                            ("written", "In writing"),
                        ],
                        max_length=12,
                    ),
                ),
                ("with_help_of", models.CharField(blank=True, max_length=200)),
                (
                    "contact_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("phone", "Phone"),
                            ("text", "Text or message"),
                            ("visit", "Visit"),
                            ("meeting", "Meeting"),
                            ("letter", "Letter"),
                            ("online", "Video call"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "contact_with",
                    models.CharField(
                        blank=True, help_text="Who was called, met or written to", max_length=200
                    ),
                ),
                (
                    "names_others",
                    models.BooleanField(default=False, help_text="Says something about a third person"),
                ),
                (
                    "event",
                    models.CharField(
                        blank=True, help_text="What a room above recorded: plan.agreed", max_length=40
                    ),
                ),
                ("about_id", models.UUIDField(null=True)),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where it came from, when from outside", max_length=200
                    ),
                ),
                (
                    "controller",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="story.entry",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.capacity"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unstori.core.ids.row_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=unstori.core.clock.now, editable=False)),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("about_me", "About me"),
                            ("what_matters", "What matters"),
                            ("health", "Health"),
                            ("learning", "Learning"),
                            ("care", "Care"),
                            ("behaviour", "Behaviour"),
                            ("money", "Money"),
                            ("safeguarding", "Safeguarding"),
                            ("private_to_me", "Private to me"),
                        ],
                        max_length=16,
                    ),
                ),
                ("narrowed", models.BooleanField(default=False)),
                (
                    "language",
                    models.CharField(
                        choices=[("cy", "Cymraeg"), ("en", "English")],
                        default=unstori.core.dates.language,
                        max_length=2,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=80)),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        help_text="What is said or seen in it, for those who cannot hear or see it",
                    ),
                ),
                ("file", models.FileField(upload_to=unstori.story.models.kept_as)),
                (
                    "scan",
                    models.CharField(
                        choices=[("waiting", "Being checked"), ("clean", "Checked"), ("refused", "Refused")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                (
                    "controller",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.capacity"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="story.entry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unstori.core.ids.row_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=unstori.core.clock.now, editable=False)),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("about_me", "About me"),
                            ("what_matters", "What matters"),
                            ("health", "Health"),
                            ("learning", "Learning"),
                            ("care", "Care"),
                            ("behaviour", "Behaviour"),
                            ("money", "Money"),
                            ("safeguarding", "Safeguarding"),
                            ("private_to_me", "Private to me"),
                        ],
                        max_length=16,
                    ),
                ),
                ("narrowed", models.BooleanField(default=False)),
                (
                    "language",
                    models.CharField(
                        choices=[("cy", "Cymraeg"), ("en", "English")],
                        default=unstori.core.dates.language,
                        max_length=2,
                    ),
                ),
                ("key", models.CharField(help_text="Stable id in definitions/facts.toml", max_length=40)),
                ("words", models.TextField()),
                ("said_by", models.CharField(max_length=200)),
                (
                    "said_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("speech", "Speaking"),
                            ("sign", "Signing"),
                            ("symbols", "Symbols or pictures"),
                            ("observed", "Shown by what they did"),
                            ("written", "In writing"),
                        ],
                        max_length=12,
                    ),
                ),
                ("said_on", models.DateField()),
                ("source", models.CharField(blank=True, max_length=200)),
                (
                    "controller",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.capacity"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="story.fact",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Contradiction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unstori.core.ids.row_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=unstori.core.clock.now, editable=False)),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("about_me", "About me"),
                            ("what_matters", "What matters"),
                            ("health", "Health"),
                            ("learning", "Learning"),
                            ("care", "Care"),
                            ("behaviour", "Behaviour"),
                            ("money", "Money"),
                            ("safeguarding", "Safeguarding"),
                            ("private_to_me", "Private to me"),
                        ],
                        max_length=16,
                    ),
                ),
                ("narrowed", models.BooleanField(default=False)),
                (
                    "language",
                    models.CharField(
                        choices=[("cy", "Cymraeg"), ("en", "English")],
                        default=unstori.core.dates.language,
                        max_length=2,
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by", models.UUIDField(help_text="Capacity", null=True)),
                ("why", models.TextField(blank=True)),
                (
                    "controller",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.capacity"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "settler",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.capacity",
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="story.fact"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="story.fact"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FactCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unstori.core.ids.row_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=unstori.core.clock.now, editable=False)),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("about_me", "About me"),
                            ("what_matters", "What matters"),
                            ("health", "Health"),
                            ("learning", "Learning"),
                            ("care", "Care"),
                            ("behaviour", "Behaviour"),
                            ("money", "Money"),
                            ("safeguarding", "Safeguarding"),
                            ("private_to_me", "Private to me"),
                        ],
                        max_length=16,
                    ),
                ),
                ("narrowed", models.BooleanField(default=False)),
                (
                    "language",
                    models.CharField(
                        choices=[("cy", "Cymraeg"), ("en", "English")],
                        default=unstori.core.dates.language,
                        max_length=2,
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("still_true", "Still true"),
                            ("retired", "No longer true"),
                            ("contradicted", "Someone says otherwise"),
                        ],
                        max_length=12,
                    ),
                ),
                ("said_by", models.CharField(blank=True, max_length=200)),
                (
                    "controller",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.capacity"
                    ),
                ),
                (
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="story.fact"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unstori.core.ids.row_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=unstori.core.clock.now, editable=False)),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("about_me", "About me"),
                            ("what_matters", "What matters"),
                            ("health", "Health"),
                            ("learning", "Learning"),
                            ("care", "Care"),
                            ("behaviour", "Behaviour"),
                            ("money", "Money"),
                            ("safeguarding", "Safeguarding"),
                            ("private_to_me", "Private to me"),
                        ],
                        max_length=16,
                    ),
                ),
                ("narrowed", models.BooleanField(default=False)),
                (
                    "language",
                    models.CharField(
                        choices=[("cy", "Cymraeg"), ("en", "English")],
                        default=unstori.core.dates.language,
                        max_length=2,
                    ),
                ),
                ("what", models.CharField(max_length=300)),
                ("due_on", models.DateField()),
                ("kept_at", models.DateTimeField(null=True)),
                ("kept_by", models.UUIDField(help_text="Capacity", null=True)),
                ("outcome", models.TextField(blank=True, help_text="What came of it")),
                ("reminded_on", models.DateField(null=True)),
                (
                    "controller",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.capacity"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="promises", to="story.entry"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="people.capacity",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PromiseHandover",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unstori.core.ids.row_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=unstori.core.clock.now, editable=False)),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("about_me", "About me"),
                            ("what_matters", "What matters"),
                            ("health", "Health"),
                            ("learning", "Learning"),
                            ("care", "Care"),
                            ("behaviour", "Behaviour"),
                            ("money", "Money"),
                            ("safeguarding", "Safeguarding"),
                            ("private_to_me", "Private to me"),
                        ],
                        max_length=16,
                    ),
                ),
                ("narrowed", models.BooleanField(default=False)),
                (
                    "language",
                    models.CharField(
                        choices=[("cy", "Cymraeg"), ("en", "English")],
                        default=unstori.core.dates.language,
                        max_length=2,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                (
                    "controller",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.capacity"
                    ),
                ),
                (
                    "from_owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.capacity"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="story.promise",
                    ),
                ),
                (
                    "to_owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.capacity"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unstori.core.ids.row_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=unstori.core.clock.now, editable=False)),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("about_me", "About me"),
                            ("what_matters", "What matters"),
                            ("health", "Health"),
                            ("learning", "Learning"),
                            ("care", "Care"),
                            ("behaviour", "Behaviour"),
                            ("money", "Money"),
                            ("safeguarding", "Safeguarding"),
                            ("private_to_me", "Private to me"),
                        ],
                        max_length=16,
                    ),
                ),
                ("narrowed", models.BooleanField(default=False)),
                (
                    "language",
                    models.CharField(
                        choices=[("cy", "Cymraeg"), ("en", "English")],
                        default=unstori.core.dates.language,
                        max_length=2,
                    ),
                ),
                ("theme", models.CharField(help_text="What the guide's question was about", max_length=40)),
                ("words", models.TextField()),
                ("said_by", models.CharField(max_length=200)),
                (
                    "said_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("speech", "Speaking"),
                            ("sign", "Signing"),
                            ("symbols", "Symbols or pictures"),
                            ("observed", "Shown by what they did"),
                            ("written", "In writing"),
                        ],
                        max_length=12,
                    ),
                ),
                ("with_help_of", models.CharField(blank=True, max_length=200)),
                ("said_on", models.DateField()),
                (
                    "answer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="story.answer",
                    ),
                ),
                (
                    "controller",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.capacity"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["person", "finished_at"], name="story_conve_person__61c745_idx"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["person", "-sort_on", "-id"], name="story_entry_person__90b4eb_idx"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["person", "kind", "-sort_on"], name="story_entry_person__d2d022_idx"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["person", "-created_at"], name="story_entry_person__1e8258_idx"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("corrects",), name="one_correction_each"),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["person", "key"], name="story_fact_person__c6f0f9_idx"),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.UniqueConstraint(fields=("replaces",), name="one_replacement_each"),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(
                condition=models.Q(("kept_at__isnull", True)), fields=["owner", "due_on"], name="promise_owed"
            ),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(fields=["person", "due_on"], name="story_promi_person__dc9db3_idx"),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["person", "-said_on"], name="story_state_person__d9cf96_idx"),
        ),
    ]
