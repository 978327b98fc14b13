"""What was asked without an answer, and the answers that there are. The first is read by few, the second by anybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.http import Http404
from django.utils.crypto import salted_hmac

from unstori.access.rules import Actor
from unstori.core import clock, definitions
from unstori.directory.models import Answer, AnswerVersion, Entry, Question, SeldomWord, Wish
from unstori.directory.queries import entitlements
from unstori.directory.queries.entries import listed
from unstori.directory.rules import meaning, words
from unstori.directory.rules import questions as rules
from unstori.directory.rules.asking import Asked

MOST_ANSWERS, MOST_ENTITLEMENTS = 2, 2  # above what was found
LONG = 6  # words: who says so much asks for no one thing by its name


def policy() -> dict[str, Any]:
    return definitions.current(entitlements.FOLDER, "questions", clock.today())


def rules_of() -> rules.Policy:
    said = policy()
    return rules.Policy(
        said["most_words"], frozenset(said["names"].split()), frozenset(said["before_a_name"].split())
    )


@cache
def _own_words(on: date) -> frozenset[str]:
    """Words of the field that stand in our own definitions: synonyms, entitlements."""
    said: list[str] = []
    for group in meaning.groups().values():
        said += [group["en"], group["cy"], group.get("narrower", "")]
    for one in entitlements.entitlements():
        said += [one.item[name][language] for name in ("name", "what") for language in ("en", "cy")]
    return frozenset(word for text in said for word in words.spoken(text))


def vocabulary(among: Iterable[str]) -> frozenset[str]:
    """Which of these words may be kept: the field's own, and those that were asked on enough days."""
    own = _own_words(clock.today())
    rest = {digest_of(word): word for word in set(among) - own}
    rows = SeldomWord.objects.filter(digest__in=rest).exclude(word="") if rest else ()
    return own | {row.word for row in rows}


def digest_of(word: str) -> str:
    """With a key of this place: nobody can try names against what is kept."""
    return salted_hmac("unstori.directory.questions", word, algorithm="sha256").hexdigest()


# What was asked, for those who plan services.


def check_reads(by: Actor) -> None:
    if not rules.can_read(by):
        raise Http404


@dataclass(frozen=True, slots=True)
class Narrowed:
    area: str = ""
    since: date | None = None
    until: date | None = None
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """One question of an area and a month."""

    month: date
    area: str
    terms: str
    band: str
    theme: str
    nothing: int
    relaxed: int
    left: int  # found, and opened by nobody

    @property
    def count(self) -> int:
        return self.nothing + self.relaxed + self.left


def counted(by: Actor, asked: Narrowed) -> list[Counted]:
    """Every question by month and area; one query, however many there are. Small numbers are for whoever shows them."""
    check_reads(by)
    rows = Question.objects.filter(_within(asked)).exclude(terms="")
    sums: dict[tuple[date, str, str, str], dict[str, int]] = {}
    for row in rows.values("week", "area", "terms", "band", "outcome").annotate(times=Sum("count")):
        key = (row["week"].replace(day=1), row["area"], row["terms"], row["band"])
        by_outcome = sums.setdefault(key, dict.fromkeys(Question.Outcome.values, 0))
        by_outcome[row["outcome"]] += row["times"]
    themes = rules.clustered({key[2] for key in sums})
    made = [
        Counted(month, area, terms, band, themes[terms], of["nothing"], of["relaxed"],
                max(of["found"] - of["opened"], 0))
        for (month, area, terms, band), of in sums.items()
    ]  # fmt: skip
    return [one for one in made if one.count and asked.theme in ("", one.theme)]


def _within(asked: Narrowed) -> Q:
    held = Q()
    if asked.area:
        held &= Q(area=asked.area)
    if asked.since:
        held &= Q(week__gte=asked.since)
    if asked.until:
        held &= Q(week__lte=asked.until)
    return held


def areas(by: Actor) -> list[str]:
    """Where something was asked often enough to be told, to choose among."""
    check_reads(by)
    rows = Question.objects.exclude(area="").values("area").annotate(times=Sum("count"))
    return sorted(rows.filter(times__gte=policy()["least_shown"]).values_list("area", flat=True))


def wishes(by: Actor, state: str) -> QuerySet[Wish]:
    """What people told, the oldest first. What waits is for keepers alone."""
    check_reads(by)
    if state != Wish.State.SHOWN and not rules.can_keep(by):
        raise Http404
    return Wish.objects.filter(state=state).order_by("created_at", "pk")


def wish(by: Actor, id: UUID) -> Wish:
    if not rules.can_keep(by) or not (found := Wish.objects.filter(pk=id).first()):
        raise Http404
    return found


def wishes_today() -> int:
    """A wish has its day's first instant as its time."""
    return Wish.objects.filter(created_at__gte=clock.midnight(clock.today())).count()


# Answers, for anybody.


def live_answers() -> list[Answer]:
    """The newest first."""
    return list(Answer.objects.filter(live__isnull=False).select_related("live").order_by("-live_at", "pk"))


def live_answer(id: UUID) -> Answer | None:
    return Answer.objects.filter(pk=id, live__isnull=False).select_related("live").first()


def entries_of(version: AnswerVersion) -> list[Entry]:
    """Those that are listed still, in the order in which the answer has them."""
    rows = {str(row.hsds_id): row for row in listed().filter(hsds_id__in=version.entries)}
    return [rows[id] for id in version.entries if id in rows]


def answers(by: Actor) -> list[Answer]:
    """All, with their versions, for who writes them."""
    _check_keeps(by)
    return list(Answer.objects.select_related("live").prefetch_related("versions").order_by("created_at"))


def answer(by: Actor, id: UUID) -> Answer:
    _check_keeps(by)
    found = Answer.objects.select_related("live").prefetch_related("versions").filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def _check_keeps(by: Actor) -> None:
    if not rules.can_keep(by):
        raise Http404


def newest(answer: Answer) -> AnswerVersion:
    return max(answer.versions.all(), key=lambda version: version.number)


@dataclass(frozen=True, slots=True)
class Answered:
    """What stands above the results: answers that were written, and rights with their own page."""

    answers: tuple[Answer, ...] = ()
    rights: tuple[entitlements.Entitlement, ...] = ()


def answers_for(asked: Asked) -> Answered:
    """Where somebody asks what was answered before, or names something that they can ask for. One query."""
    spoken = [word for word in words.spoken(asked.text) if not words.is_small(word) and word.isalpha()]
    if not spoken:
        return Answered()
    forms = _forms(spoken)
    found = [(_shared(forms, _said(row.live)), row) for row in live_answers()]
    best = sorted((one for one in found if one[0] >= 0.5), key=lambda one: -one[0])
    return Answered(tuple(row for _how, row in best[:MOST_ANSWERS]), _named(spoken))


def _said(version: AnswerVersion | None) -> frozenset[str]:
    """What an answer is found by: its question in both languages, and its themes in all their words."""
    if version is None:
        return frozenset()
    themes = [meaning.groups().get(theme, {}) for theme in version.themes]
    said = [version.asked_en, version.asked_cy]
    said += [group.get(name, "") for group in themes for name in ("en", "cy", "narrower")]
    return _stems(" ".join(said))


@lru_cache(1_000)
def _stems(text: str) -> frozenset[str]:
    spoken = [word for word in words.spoken(text) if not words.is_small(word)]
    return frozenset(stem for word in spoken for stem in words.asked_stems(word))


Forms = list[tuple[str, ...]]  # of each word that was said, its stems


def _forms(spoken: list[str]) -> Forms:
    return [words.asked_stems(word) for word in spoken]


def _shared(forms: Forms, said: frozenset[str]) -> float:
    """Which part of what was asked is in it; one shared word of many is chance."""
    return sum(not said.isdisjoint(stems) for stems in forms) / len(forms)


@cache
def _names(on: date) -> tuple[tuple[frozenset[str], entitlements.Entitlement], ...]:
    return tuple(
        (_stems(f"{one.item['name']['en']} {one.item['name']['cy']}"), one)
        for one in entitlements.entitlements()
    )


def _named(spoken: list[str]) -> tuple[entitlements.Entitlement, ...]:
    """All the words are in its name: who types "blue badge" or "gofalwr asesiad" means it."""
    if not 2 <= len(spoken) <= LONG:
        return ()
    forms = _forms(spoken)
    found = [one for said, one in _names(clock.today()) if _shared(forms, said) == 1]
    return tuple(found[:MOST_ENTITLEMENTS])
