"""What was agreed before: its echoes behind the statement, and behind the fact that was told in the same words."""

from django.db import migrations


def link(apps, schema_editor):
    model = {name: apps.get_model("story", name) for name in ("Agreed", "Echo", "Fact", "Statement")}
    rows = model["Statement"].objects.exclude(agreed_by="").filter(answer__isnull=False)
    for statement in rows.select_related("answer"):
        answer = statement.answer
        told = model["Fact"].objects.filter(
            person_id=statement.person_id, said_how="observed", words__endswith=f": {answer.words.strip()}"
        )
        behind = [statement.pk, *told.values_list("pk", flat=True)]
        heard = model["Echo"].objects.filter(answer=answer, so_too=True, answer_version=answer.version)
        model["Agreed"].objects.bulk_create(
            [
                model["Agreed"](
                    echo=echo, about_id=id, person_id=echo.person_id, section=echo.section, narrowed=echo.narrowed,
                    language=echo.language, created_by_id=echo.created_by_id, controller_id=echo.controller_id,
                )
                for echo in heard
                for id in behind
            ],
            ignore_conflicts=True,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("story", "0005_who_agreed")]

    operations = [migrations.RunPython(link, migrations.RunPython.noop)]
