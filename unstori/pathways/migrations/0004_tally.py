import django.db.models.deletion
from django.db import migrations, models

import unstori.core.clock
import unstori.core.ids


class Migration(migrations.Migration):
    dependencies = [("people", "0003_a_team_can_close"), ("pathways", "0003_transitions")]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unstori.core.ids.row_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=unstori.core.clock.now, editable=False)),
                ("side", models.CharField(help_text="asked or held", max_length=5)),
                ("numbers", models.JSONField(default=dict)),
                ("counted_at", models.DateTimeField()),
                ("counted_by", models.UUIDField(help_text="Capacity")),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.team"
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("team", "side"), name="tally_once")]},
        ),
    ]
