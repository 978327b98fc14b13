"""How many entries have a word, and which word was likely meant by one that none has."""

from collections.abc import Sequence

from django.db.models import Q

from unstori.directory.models import Word
from unstori.directory.rules import meaning, spelling
from unstori.directory.rules.parts import ALL, Part

LOOKED_AT = 3_000  # words that are compared with one that is misspelt
MOST = 4  # words of a question that are mended
# As a list: of "NOT written" SQLite sees no index, and reads every word that there is.
STEMS, AS_WRITTEN = [False], [True]


def numbers_of(parts: Sequence[Part]) -> dict[str, int]:
    """By stem or meaning; and how many entries there are."""
    names = {token for part in parts for token in part.names} | {ALL}
    rows = Word.objects.filter(written__in=STEMS, word__in=names, number__gt=0)
    return dict(rows.values_list("word", "number"))


def mended(parts: Sequence[Part]) -> dict[str, str]:
    """Instead of each, the nearest word of the directory or of what means the same. One query for all, and as many words as we say."""
    wrong = [part.said for part in parts if spelling.may_mend(part.said)][:MOST]
    if not wrong:
        return {}
    alike = Q()
    for word in wrong:
        start = word[:2]
        alike |= Q(word__gte=start, word__lt=f"{start}\uffff") | Q(sound=spelling.sound(word))
    rows = Word.objects.filter(alike, written__in=AS_WRITTEN, number__gt=0).order_by("-number")
    known = list(rows.values_list("word", "number")[:LOOKED_AT])
    known += [(word, 0) for word in meaning.vocabulary()]
    found = {word: spelling.meant(word, known) for word in wrong}
    return {word: meant for word, meant in found.items() if meant}
