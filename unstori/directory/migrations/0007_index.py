import django.db.models.deletion
from django.db import migrations, models

import unstori.core.clock
import unstori.core.ids


class Migration(migrations.Migration):
    """The index of entries. Its full text is put beside it after every migrate (`models/fulltext.py`)."""

    dependencies = [
        ("directory", "0006_questions"),
    ]

    operations = [
        migrations.AddField(
            model_name="entryplace",
            name="town",
            field=models.CharField(
                blank=True, db_index=True, default="", help_text="Folded, to be found near", max_length=100
            ),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unstori.core.ids.row_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=unstori.core.clock.now, editable=False)),
                ("word", models.CharField(max_length=60)),
                ("written", models.BooleanField(help_text="As somebody writes it, and no stem")),
                ("sound", models.CharField(blank=True, db_index=True, max_length=60)),
                ("number", models.IntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("written", "word"), name="word_once")],
            },
        ),
        migrations.CreateModel(
            name="Sought",
            fields=[
                ("created_at", models.DateTimeField(default=unstori.core.clock.now, editable=False)),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("terms", models.TextField()),
                ("about", models.TextField()),
                ("words", models.TextField()),
                ("marks", models.TextField()),
                ("facts", models.JSONField()),
                (
                    "edition",
                    models.CharField(
                        db_index=True, help_text="How it was made: another one, and anew", max_length=20
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sought",
                        to="directory.entry",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
    ]
