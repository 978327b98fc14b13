"""What must be done by law: by whoever sees it through, then by who manages; for the family, that it is late."""

from unstori.access.door import Across
from unstori.core import clock
from unstori.notices.queries.thing import News
from unstori.pathways.queries import processes


def dues(seen: Across) -> list[News]:
    """Of each process what is needed first. Who owes it is told again each week that it stays late."""
    found = []
    for one in processes.owed_to(seen.actor):
        due = one.dues[0]
        late = bool(due.late)
        weeks = f":{due.late // 7}" if late and seen.actor.kind == "worker" else ""
        kind, what = ("late", "process_late") if late else ("due", "process_due")
        found.append(
            News(kind, what, f"{kind}:{one.row.pk}:{due.day}{weeks}", one.row.person, one.row, due.day)
        )
    return found


def advice(seen: Across) -> list[News]:
    """What I am asked to say of somebody, until I have said it."""
    found = []
    for each, step, due in processes.advice_asked(seen.actor):
        late = bool(due and due.late)
        day = due.day if due else step.happened_on
        found.append(
            News(
                "late" if late else "asked",
                "advice_owed",
                f"advice:{step.pk}:{late}",
                each.row.person,
                each.row,
                day,
            )
        )
    return found


def of_my_team(seen: Across) -> list[News]:
    """How many are late that somebody of my team sees through: a number, because not every name is mine to read."""
    number = len(processes.late_in_team(seen.actor))
    today = clock.today()
    key = f"processes-late:{today.isocalendar().week}:{number}"
    return [News("late", "processes_late", key, None, number, today)] if number else []
