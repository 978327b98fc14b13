"""A process about a person: which steps there are now, who writes them down, and which clocks run from what happened.

Nothing here knows a law: steps, parties and clocks come from a definition, and days from the engine (`rules.running`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.pathways.rules.clocks import Claim, Clock, Instance

FAMILY = ("self", "family", "advocate")
ASK, GIVEN, DUE, KEPT = "ask", "given", "due", "kept"
OF_FAMILY, OUTSIDE = ("family", "person"), ("anyone", "mediation", "tribunal")
OWN, TOLD = "own", "told"
CLOSED = "closed"


@dataclass(frozen=True)
class Answer:
    """One way in which a step can be decided; a no says which rights it opens."""

    id: str
    name: Any
    sets: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    is_no: bool = False
    ends: bool = False


@dataclass(frozen=True)
class StepKind:
    """Something that can be written down: by whom, after what, and what it tells the clocks (`clock:happening`)."""

    id: str
    name: Any
    who: str
    kind: str = ""
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    again_after: tuple[str, ...] = ()  # what was said before the newest of these rules nothing out
    answers: tuple[Answer, ...] = ()
    sets: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    repeats: bool = False
    ends: bool = False
    coming: bool = False  # its day may be to come
    words: str = ""  # "needed": without words it says nothing
    invites: bool = False  # what is asked of somebody now, before all else that they could write down
    asks_choice: bool = False  # a school or college that the family asks for
    waits_for: str = ""  # clock:step, the days that the family has before
    issue: str = (
        ""  # draft, answer, final, ceased: said by itself when that comes of the plan that it is about
    )

    def answer(self, id: str) -> Answer | None:
        return next((each for each in self.answers if each.id == id), None)


@dataclass(frozen=True)
class Counting:
    """A clock of the process: from which steps it starts, and which of its conditional steps apply after what."""

    clock: str
    starts: tuple[str, ...]
    applies: Mapping[str, str] = field(default_factory=dict)
    afresh: bool = False  # a newer start forgets what was done before it


@dataclass(frozen=True)
class Topic:
    """What advice is about, and by which clock it is answered."""

    id: str
    name: Any
    clock: str = ""


@dataclass(frozen=True)
class Kind:
    """One version of a process."""

    id: str
    version: int
    jurisdiction: str
    section: str
    body: str
    name: Any
    about: Any
    source: str
    verified: bool
    steps: tuple[StepKind, ...]
    clocks: tuple[Counting, ...]
    topics: tuple[Topic, ...] = ()
    leads_to: tuple[str, ...] = ()
    leads_after: tuple[str, ...] = ()
    layout: str = ""  # the document that it is about, as a view of the one plan
    from_age: int = 0
    under_age: int = 200

    def step(self, id: str) -> StepKind | None:
        return next((each for each in self.steps if each.id == id), None)

    @property
    def first(self) -> StepKind:
        return self.steps[0]


@dataclass(frozen=True)
class Said:
    """What was written down and stands: a correction takes the place of what it corrects."""

    id: Any
    step: str
    on: date
    answer: str = ""
    of: Any = None
    topic: str = ""
    due_on: date | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        return (self.step, f"{self.step}:{self.answer}") if self.answer else (self.step,)


def codes_of(said: Iterable[Said]) -> set[str]:
    return {code for each in said for code in each.codes}


def is_reached(step: StepKind, said: Sequence[Said]) -> bool:
    """Whether it can be written down now. Nothing can after the process ended."""
    codes = codes_of(said)
    if CLOSED in codes or (not step.repeats and not step.again_after and step.id in codes):
        return False
    if step.after and not codes.intersection(step.after):
        return False
    if codes_of(_since(step, said)).intersection(step.unless):
        return False
    if step.kind == GIVEN:
        return bool(unanswered(said, ASK))
    return step.kind != KEPT or bool(unanswered(said, DUE))


def _since(step: StepKind, said: Sequence[Said]) -> Sequence[Said]:
    """What was said from the newest of `again_after` on; all of it where there is none."""
    begins = [number for number, each in enumerate(said) if set(each.codes).intersection(step.again_after)]
    return said[begins[-1] :] if begins else said


def unanswered(said: Iterable[Said], kind: str) -> list[Said]:
    """What was asked (advice) or is due (directions) and has no answer yet. Such steps point at it by `of`."""
    rows = list(said)
    answered = {each.of for each in rows if each.of}
    is_one = (lambda each: bool(each.topic)) if kind == ASK else (lambda each: each.due_on is not None)
    return [each for each in rows if is_one(each) and not each.of and each.id not in answered]


def steps_now(kind: Kind, said: Sequence[Said]) -> list[StepKind]:
    return [step for step in kind.steps[1:] if is_reached(step, said)]


def writes(who: str, *, kind: str, of_body: bool, body_here: bool, is_adviser: bool = False) -> str:
    """Whether somebody writes a step down as theirs, as what they were told, or not at all.

    Nobody answers for a council that is here. Where nobody of it is, whoever has the letter writes down what it says.
    """
    family, worker = kind in FAMILY, kind == "worker"
    if not (family or worker):
        return ""
    if who in OUTSIDE:
        return OWN
    if who in OF_FAMILY:
        return OWN if family else TOLD
    if who == "adviser":
        return OWN if is_adviser else (TOLD if worker or not body_here else "")
    if of_body and worker:
        return OWN
    return "" if body_here else TOLD


def check_record(
    step: StepKind | None, said: Sequence[Said], *, how: str, on: date, today: date, answer: str, words: str,
    told_by: str, begun: date | None = None,
) -> StepKind:  # fmt: skip
    """Raises RuleBroken with the reason."""
    if step is None or not is_reached(step, said):
        raise RuleBroken(
            _("This cannot be written down now. Look at the page again: somebody may have been quicker.")
        )
    if not how:
        raise RuleBroken(_("Whoever does this writes it down themselves."))
    check_day(on, today=today, begun=None if step.coming else begun, coming=step.coming)
    if step.answers and step.answer(answer) is None:
        raise RuleBroken(_("Choose what was decided."))
    found = step.answer(answer)
    if (step.words == "needed" or (found and found.is_no)) and not words.strip():
        raise RuleBroken(_("Write the reasons down. A “no” never stands alone."))
    if how == TOLD and not told_by.strip():
        raise RuleBroken(_("Say who said or wrote this."))
    return step


def check_day(on: date, *, today: date, begun: date | None, coming: bool = False) -> None:
    if on > today and not coming:
        raise RuleBroken(_("Choose a day that has been."))
    if begun and on < begun:
        raise RuleBroken(_("This day lies before the process began."))


def check_begin(
    kind: Kind, *, on: date, today: date, has_body: bool, already: bool, age: int | None, writer: str
) -> None:
    """Raises RuleBroken with the reason."""
    if not writer:
        raise RuleBroken(_("Whoever is around the person can begin this. You are not."))
    check_day(on, today=today, begun=None, coming=kind.first.coming)
    if not has_body:
        raise RuleBroken(_("Say who must answer: choose one, or write the name."))
    if already:
        raise RuleBroken(_("This runs already. Look at it there."))
    if age is not None and not kind.from_age <= age < kind.under_age:
        raise RuleBroken(_("This law is for people of another age."))


def check_family_days(*, until: date | None, answered: bool, on: date, how: str) -> None:
    """An authority does not finish while the family has its days, unless they have said all that they want to say.

    What was done all the same, and is written down from a letter, is written down as it was.
    """
    if until and on <= until and not answered and how == OWN:
        raise RuleBroken(
            _("The family still has its days to comment on the draft. Wait for them, or for what they say.")
        )


def check_ask(*, topic: str, known: Collection[str], has_adviser: bool) -> None:
    if topic not in known:
        raise RuleBroken(_("Say what the advice is about."))
    if not has_adviser:
        raise RuleBroken(_("Say who is asked."))


def check_due(*, due_on: date | None, on: date, who: str) -> None:
    if due_on is None or not who:
        raise RuleBroken(_("Say what is due, from whom, and by when."))
    if due_on < on:
        raise RuleBroken(_("It is due on or after the day on which it was said."))


def check_of(of: Any, said: Iterable[Said], kind: str) -> None:
    """What is answered was asked, and has no answer yet."""
    if of not in {each.id for each in unanswered(said, kind)}:
        raise RuleBroken(_("Choose what this answers. Somebody may have been quicker."))


def check_correct(*, may: bool, words: str, is_first: bool, void: bool) -> None:
    if not may:
        raise RuleBroken(_("Whoever wrote this down corrects it, or whoever must answer for the process."))
    if not words.strip():
        raise RuleBroken(_("Say why it is changed."))
    if is_first and void:
        raise RuleBroken(_("The first step stays. End the process instead."))


def check_claim(*, codes: Collection[str], code: str, first: date, last: date, words: str) -> None:
    """An exception is claimed with what shows it. It moves no day."""
    if code not in codes:
        raise RuleBroken(_("This clock has no exception of that name."))
    if first > last:
        raise RuleBroken(_("An exception ends on or after the day on which it begins."))
    if not words.strip():
        raise RuleBroken(_("Say what shows it."))


def start_of(counting: Counting, said: Sequence[Said]) -> date | None:
    """The first of `starts` that was said, in their order; of several rows the newest."""
    if counting.afresh:
        found = [each.on for each in said if set(each.codes).intersection(counting.starts)]
        return max(found) if found else None
    for code in counting.starts:
        found = [each.on for each in said if code in each.codes]
        if found:
            return found[-1]
    return None


def instance_of(
    kind: Kind, counting: Counting, law: Clock, said: Sequence[Said], *, claims: Sequence[Claim] = (),
    born: date | None = None,
) -> Instance | None:  # fmt: skip
    """What the engine is told about one clock of a process; None while it does not run."""
    start = start_of(counting, said)
    if start is None or start < law.valid_from:
        return None
    names = {each.id for each in law.known}
    known: dict[str, date] = {}
    done: dict[str, date] = {}
    for each in said:
        if counting.afresh and each.on < start:
            continue
        for name in _set_by(kind, each, law.id, said):
            if name in names:
                known[name] = min(each.on, known.get(name, each.on))
            else:
                done[name] = max(each.on, done.get(name, each.on))
    return Instance(start, known, done, tuple(claims), born if born and born <= start else None)


def _set_by(kind: Kind, each: Said, clock: str, said: Sequence[Said]) -> Iterable[str]:
    """What it says happened on a clock. Advice is there when everybody has answered."""
    step = kind.step(each.step)
    if step is None or (step.kind == GIVEN and unanswered(said, ASK)):
        return
    answer = step.answer(each.answer)
    for name in (*step.sets, *(answer.sets if answer else ())):
        of, happening = name.split(":")
        if of == clock:
            yield happening


def applies(counting: Counting, step: str, said: Iterable[Said]) -> bool | None:
    """Whether a conditional step of a clock applies: True, False, or None where nothing says so."""
    needed = counting.applies.get(step)
    return None if needed is None else needed in codes_of(said)


def standing(rows: Iterable[Any], said: Mapping[Any, Said]) -> list[Said]:
    """Of rows in the order of writing (`replaces_id`, `void`) what stands, in the order of days."""
    found, gone = [], set()
    for row in rows:
        if row.replaces_id:
            gone.add(row.replaces_id)
        if row.void:
            gone.add(row.pk)
        found.append(row.pk)
    stands = [said[id] for id in found if id not in gone]
    return sorted(stands, key=lambda each: each.on)
