import django.db.models.deletion
from django.db import migrations, models

import unstori.core.clock
import unstori.core.dates
import unstori.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("pathways", "0005_processes"),
        ("people", "0003_a_team_can_close"),
    ]

    operations = [
        migrations.CreateModel(
            name="Visit",
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
                ("place", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("fitting", "The services look for a time"),
                            ("asked", "The family chooses a time"),
                            ("agreed", "A time is agreed"),
                            ("happened", "It took place"),
                            ("off", "It does not take place"),
                        ],
                        default="fitting",
                        max_length=8,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="VisitPart",
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
                ("suits", models.JSONField(help_text="Ids of times", null=True)),
            ],
        ),
        migrations.CreateModel(
            name="VisitTime",
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
                ("at", models.DateTimeField(help_text="When it would begin")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="move",
            name="one_move_at_a_time",
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["thinking", "coming", "moved"])),
                fields=("person", "created_by"),
                name="one_move_at_a_time_each",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="controller",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.capacity"
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="pathway",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="pathways.pathway"
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="visitpart",
            name="controller",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            model_name="visitpart",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.capacity"
            ),
        ),
        migrations.AddField(
            model_name="visitpart",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="visitpart",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pathways.request"
            ),
        ),
        migrations.AddField(
            model_name="visitpart",
            name="visit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="pathways.visit"
            ),
        ),
        migrations.AddField(
            model_name="visittime",
            name="controller",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            model_name="visittime",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.capacity"
            ),
        ),
        migrations.AddField(
            model_name="visittime",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="visittime",
            name="visit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="times", to="pathways.visit"
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="chosen",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pathways.visittime",
            ),
        ),
        migrations.AddConstraint(
            model_name="visitpart",
            constraint=models.UniqueConstraint(fields=("visit", "request"), name="visit_part_once"),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("fitting", "asked", "agreed"))),
                fields=("pathway",),
                name="one_visit_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["agreed", "happened"]), _negated=True),
                    ("chosen__isnull", False),
                    _connector="OR",
                ),
                name="visit_agreed_has_a_time",
            ),
        ),
    ]
