"""An organisation's own set of symbols, and whose it is to read."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.boards import drawings, rules
from unstori.boards.models import ChosenSet, SetPicture, SymbolSet
from unstori.boards.queries.sets import sets_around
from unstori.boards.queries.using import missing
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.people.models import Person


@dataclass
class Brought:
    """What came of an upload: ideas drawn, files whose name says no idea, files refused and why."""

    drawn: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def add_set(*, by: Actor, name: str, licence: str) -> SymbolSet:
    """A set without drawings yet."""
    organisation = _keeps(by)
    rules.check_licence(name=name, licence=licence)
    made = SymbolSet.objects.create(
        organisation_id=organisation, name=name.strip(), licence=licence.strip(), created_by_id=by.capacity_id
    )
    audit.record(by, "set.add", row=made)
    return made


def draw_with(*, by: Actor, set: SymbolSet, uploads: Sequence[UploadedFile]) -> Brought:
    """Take what draws an idea and is harmless; say of the rest why it was left. A newer drawing replaces an older."""
    _keeps(by)
    found, brought = {}, Brought()
    for name, content in drawings.unpacked(uploads):
        idea = drawings.idea_of(name)
        try:
            drawing = drawings.harmless(content) if idea else None
        except RuleBroken as broken:
            brought.refused.append((name, str(broken.reason)))
            continue
        if drawing is None:
            brought.unknown.append(name)
        else:
            found[idea] = drawing
    with transaction.atomic():
        held = _mine(by, set)
        old = list(SetPicture.objects.filter(of=held, symbol__in=found))
        SetPicture.objects.filter(pk__in=[row.pk for row in old]).delete()
        for idea, drawing in found.items():
            _draw(by, held, idea, drawing)
        audit.record(by, "set.draw", row=held, detail={"drawn": len(found), "refused": len(brought.refused)})
    for row in old:
        row.file.delete(save=False)
    brought.drawn = list(found)
    return brought


def _draw(by: Actor, held: SymbolSet, idea: str, drawing: drawings.Drawing) -> None:
    digest = hashlib.sha256(drawing.content).hexdigest()
    row = SetPicture(
        of=held, symbol=idea, media_type=drawing.media_type, digest=digest, created_by_id=by.capacity_id
    )
    row.file.save(idea, ContentFile(drawing.content), save=False)
    row.save(force_insert=True)


@transaction.atomic
def retire_set(*, by: Actor, set: SymbolSet) -> SymbolSet:
    """The licence ended: from now on OpenMoji's drawings stand again, for everybody."""
    _keeps(by)
    held = _mine(by, set)
    if held.retired_at is None:
        held.retired_at, held.retired_by = clock.now(), by.capacity_id
        held.save(update_fields=["retired_at", "retired_by"])
        audit.record(by, "set.retire", row=held)
    return held


@transaction.atomic
def bring_back_set(*, by: Actor, set: SymbolSet) -> SymbolSet:
    """Used again."""
    _keeps(by)
    held = _mine(by, set)
    if held.retired_at is not None:
        held.retired_at, held.retired_by = None, None
        held.save(update_fields=["retired_at", "retired_by"])
        audit.record(by, "set.bring_back", row=held)
    return held


@transaction.atomic
def choose_set(*, by: Actor, person: Person, set: SymbolSet | None) -> ChosenSet | None:
    """The set that the person reads; none is OpenMoji's. Everybody around them sees it then."""
    opened = require(by, person.pk, Permission.ADD, section="about_me")
    if set is not None and not sets_around(opened).filter(pk=set.pk).exists():
        raise missing(opened)
    Person.objects.select_for_update(no_key=True).get(
        pk=opened.person.pk
    )  # of two at once the second ends the first
    before = ChosenSet.objects.select_for_update().filter(person=opened.person, ended_at__isnull=True)
    for row in before:
        if set is not None and row.of_id == set.pk:
            return row
        row.ended_at, row.ended_by = clock.now(), by.capacity_id
        row.save(update_fields=["ended_at", "ended_by"])
        audit.record(by, "set.unchoose", person_id=opened.person.pk, row=row)
    if set is None:
        return None
    chosen = ChosenSet.objects.create(of=set, **audit.stamp(by=by, person=opened.person, section="about_me"))
    audit.record(by, "set.choose", person_id=opened.person.pk, row=chosen)
    return chosen


def _keeps(by: Actor) -> UUID:
    """The organisation whose sets the actor answers for. Raises RuleBroken."""
    organisation = by.organisation_id
    return rules.check_keep_sets(
        kind=by.kind, manages=by.manages, vouched=by.vouched, organisation=organisation
    )


def _mine(by: Actor, set: SymbolSet) -> SymbolSet:
    held = SymbolSet.objects.select_for_update().filter(pk=set.pk, organisation_id=_keeps(by)).first()
    if held is None:
        raise Http404
    return held
