"""Goal and CarePlan."""

from unstori.exchange.fhir.canonical import filled
from unstori.exchange.fhir.choices import DATE, write_choice
from unstori.exchange.fhir.proposals import OutcomeProposal, PlanProposal
from unstori.exchange.fhir.values import written
from unstori.exchange.fhir.write.address import ref, refs


def _day(stem, text):
    """A date; anything else that a source said (a duration, a phrase) as a concept in words."""
    if DATE.fullmatch(text) and "T" not in text:
        return {f"{stem}Date": text}
    return filled(**{f"{stem}CodeableConcept": filled(text=text)})


def outcome(one: OutcomeProposal) -> dict:
    return _day("start", one.start) | filled(
        resourceType="Goal",
        subject=ref(one.about),
        description=one.title.fhir(),
        lifecycleStatus=one.status,
        achievementStatus=one.achievement.fhir(),
        category=written(one.kinds),
        target=[_target(target) for target in one.targets],
        addresses=refs(one.reasons),
        statusDate=one.when,
        expressedBy=ref(one.by[0]) if one.by else None,
    )


def _target(target):
    due = {"dueDate": target.due} if DATE.fullmatch(target.due) else {}
    return filled(measure=target.measure.fhir(), **write_choice("detail", target.value), **due)


def plan(one: PlanProposal) -> dict:
    return filled(
        resourceType="CarePlan",
        subject=ref(one.about),
        title=one.title,
        description=one.description,
        status=one.status,
        intent=one.intent,
        category=written(one.kinds),
        period=one.span.fhir(),
        goal=refs(one.outcomes),
        addresses=refs(one.reasons),
        careTeam=refs(one.teams),
        contributor=refs(one.by),
        created=one.when,
        activity=[_activity(support) for support in one.supports],
    )


def _activity(support):
    detail = filled(
        code=support.name.fhir(),
        description=support.description,
        status=support.status,
        scheduledString=support.how_often,
        performer=refs(support.who),
        goal=refs(support.outcomes),
    )
    results = written(support.results)
    notes = written(support.notes)
    return filled(
        detail=detail, reference=ref(support.told_in), outcomeCodeableConcept=results, progress=notes
    )
