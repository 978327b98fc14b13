import django.db.models.deletion
from django.db import migrations, models

import unstori.core.clock
import unstori.core.dates
import unstori.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0009_listed_by_name"),
        ("people", "0003_a_team_can_close"),
        ("plan", "0003_found_in_the_directory"),
    ]

    operations = [
        migrations.CreateModel(
            name="Desk",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unstori.core.ids.row_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=unstori.core.clock.now, editable=False)),
                ("created_by", models.UUIDField(help_text="Capacity")),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.UUIDField(help_text="Capacity", null=True)),
                (
                    "service",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="desk", to="directory.entry"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.team"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Pathway",
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
                ("words", models.TextField(blank=True, help_text="The worry, as it was said")),
                ("first_asked_on", models.DateField()),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("universal", "Universal"),
                            ("universal_plus", "Universal plus"),
                            ("early_intervention", "Early intervention"),
                            ("short_term_intensive", "Short-term intensive"),
                            ("long_term_specialist", "Long-term specialist"),
                        ],
                        default="early_intervention",
                        max_length=22,
                    ),
                ),
                ("next_words", models.TextField(blank=True, help_text="One next step for all who are asked")),
                ("next_on", models.DateField(null=True)),
                ("end_words", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.UUIDField(help_text="Capacity", null=True)),
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
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.capacity",
                    ),
                ),
                (
                    "next_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.capacity",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pathways",
                        to="plan.outcome",
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
            name="Request",
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
                ("service_name", models.CharField(max_length=500)),
                ("words", models.TextField(blank=True, help_text="To this service, beside the worry itself")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafted", "Being written"),
                            ("sent", "Sent"),
                            ("received", "They have it"),
                            ("asked", "They ask for more"),
                            ("accepted", "They said yes"),
                            ("waiting", "Waiting"),
                            ("met", "First contact"),
                            ("active", "Started"),
                            ("ended", "Ended"),
                            ("declined", "They said no"),
                            ("withdrawn", "Taken back"),
                            ("redirected", "Another service is asked instead"),
                        ],
                        default="drafted",
                        max_length=10,
                    ),
                ),
                (
                    "may_pass_on",
                    models.BooleanField(
                        default=False, help_text="The family agreed that it may go on to another service"
                    ),
                ),
                (
                    "lead_words",
                    models.CharField(
                        blank=True, help_text="Their name, where they are not here", max_length=200
                    ),
                ),
                (
                    "need",
                    models.CharField(
                        blank=True, help_text="A code of definitions/requests: needs", max_length=8
                    ),
                ),
                (
                    "need_order",
                    models.PositiveSmallIntegerField(default=9, help_text="Its place there; 9 without"),
                ),
                (
                    "asked_on",
                    models.DateField(help_text="The day on which this service was asked", null=True),
                ),
                ("waiting_since", models.DateField(help_text="Accepted", null=True)),
                ("met_on", models.DateField(help_text="First contact", null=True)),
                ("over_on", models.DateField(null=True)),
                (
                    "last_contact_on",
                    models.DateField(
                        help_text="When somebody last spoke with the family about it", null=True
                    ),
                ),
                ("due_on", models.DateField(help_text="By when its next step should be", null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "after",
                    models.ForeignKey(
                        help_text="Instead of, or again after",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_to",
                        to="pathways.request",
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
                    "lead",
                    models.ForeignKey(
                        help_text="Who works with the family there",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.capacity",
                    ),
                ),
                (
                    "pathway",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="pathways.pathway",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.entry",
                    ),
                ),
                (
                    "service_seen",
                    models.ForeignKey(
                        help_text="What the directory said then",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.entryversion",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        help_text="Who answers; nobody here without one",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sent",
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
                ("to", models.CharField(max_length=500)),
                ("purpose", models.CharField(max_length=12)),
                (
                    "agreed",
                    models.CharField(
                        blank=True, help_text="Who said yes; empty: whoever sent decides", max_length=8
                    ),
                ),
                ("agreed_how", models.TextField(blank=True)),
                ("pieces", models.JSONField(default=list)),
                ("digest", models.CharField(help_text="SHA-256 of the pieces", max_length=64)),
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
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sendings",
                        to="pathways.request",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Turn",
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
                ("move", models.CharField(help_text="An id of rules.requests", max_length=12)),
                ("state", models.CharField(blank=True, help_text="Of the request, after it", max_length=10)),
                ("on", models.DateField(help_text="The day on which it happened")),
                ("words", models.TextField(blank=True, help_text="For the family")),
                ("reason", models.CharField(blank=True, max_length=10)),
                ("would_change", models.TextField(blank=True)),
                ("next_words", models.TextField(blank=True)),
                ("next_on", models.DateField(null=True)),
                (
                    "told_by",
                    models.CharField(
                        blank=True,
                        help_text="Who of the service said it, where it is not here",
                        max_length=200,
                    ),
                ),
                (
                    "detail",
                    models.JSONField(
                        default=dict, help_text="Codes alone: need before and after, how they met"
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
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.capacity",
                    ),
                ),
                (
                    "next_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.capacity",
                    ),
                ),
                (
                    "pathway",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turns",
                        to="pathways.pathway",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turns",
                        to="pathways.request",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UnmetNeed",
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
                ("what", models.CharField(max_length=500)),
                (
                    "district",
                    models.CharField(blank=True, help_text="Outward code of the postcode", max_length=4),
                ),
                ("why", models.CharField(max_length=10)),
                ("days_asked", models.PositiveIntegerField(help_text="Since help was first asked")),
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
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pathways.request"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.entry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="pathway",
            index=models.Index(fields=["person", "ended_at"], name="pathways_pa_person__b11df2_idx"),
        ),
        migrations.AddIndex(
            model_name="pathway",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)), fields=["holder"], name="pathway_held_by"
            ),
        ),
        migrations.AddConstraint(
            model_name="pathway",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at__isnull", False), ("holder__isnull", False), _connector="OR"),
                name="pathway_is_always_held",
            ),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["person", "pathway"], name="pathways_re_person__97796f_idx"),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ("sent", "received", "asked", "accepted", "waiting", "met", "active"))
                ),
                fields=["team", "need_order", "asked_on", "id"],
                name="request_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ("sent", "received", "asked", "accepted", "waiting", "met", "active"))
                ),
                fields=["team", "state", "due_on"],
                name="request_due",
            ),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ("sent", "received", "asked", "accepted", "waiting", "met", "active"))
                ),
                fields=["lead"],
                name="request_lead",
            ),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["service", "asked_on"], name="request_of_service"),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "active"), _negated=True),
                    ("lead__isnull", False),
                    models.Q(("lead_words", ""), _negated=True),
                    _connector="OR",
                ),
                name="request_started_has_a_lead",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "drafted"), ("asked_on__isnull", False), ("state", "withdrawn"), _connector="OR"
                ),
                name="request_sent_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("after__isnull", True),
                    models.Q(("after", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="request_after_another",
            ),
        ),
        migrations.AddIndex(
            model_name="turn",
            index=models.Index(fields=["pathway", "created_at"], name="pathways_tu_pathway_903df4_idx"),
        ),
    ]
