"""A guide as its pages ask it: what each question asks for, and what an answer says in words."""

from dataclasses import dataclass
from typing import Any

from unstori.core.words import Words
from unstori.ui import symbols

WORDS, FACES, CHOICES = "words", "faces", "choices"
THREE = ("face_1", "face_3", "face_5")
# asked: of the person, by anybody. together: filled in by several. own: of somebody else, about themselves.
ASKED, TOGETHER, OWN = "asked", "together", "own"
FACE = Words(en="The face: %s", cy="Yr wyneb: %s")
ORDER = ("first-conversation", "observed-together", "looking-back", "if-i-cannot", "growing-older", "somebody-died",
         "carer", "young-carer", "my-work", "end-of-life")  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One thing to choose: a face, or a symbol with its words."""

    id: str
    symbol: str
    words: Words


@dataclass(frozen=True)
class Question:
    """`symbol` shows what it is about; `fact` and `lead` say what the circle's agreed answer tells about me."""

    id: str
    theme: str
    ask: Words
    easy: Words
    symbol: str = ""
    kind: str = WORDS
    choices: tuple[Choice, ...] = ()
    many: bool = False
    fact: str = ""
    lead: Words | None = None

    def chosen(self, choice: str) -> list[Choice]:
        """What was chosen, in the order in which it is shown; an id that is gone is passed over."""
        ids = choice.split(",")
        return [one for one in self.choices if one.id in ids]

    def in_words(self, choice: str, words: str, language: str) -> str:
        """What was chosen, said in words, and then what was said with it."""
        labels = [getattr(one.words, language) for one in self.chosen(choice)]
        if labels and self.kind == FACES:
            labels = [getattr(FACE, language) % labels[0]]
        return "\n".join(part for part in (", ".join(labels), words.strip()) if part)


@dataclass(frozen=True)
class Guide:
    """`who` narrows an own conversation to those whom it is for: carer or professional."""

    id: str
    version: int
    title: Words
    about: Words
    questions: tuple[Question, ...]
    for_whom: Words | None = None
    shape: str = ASKED
    who: str = ""
    jurisdiction: str = "any"

    @property
    def order(self) -> tuple[int, str]:
        return (ORDER.index(self.id) if self.id in ORDER else len(ORDER), self.id)

    @property
    def easy(self) -> bool:
        """Whether each question can be asked the Easy Read way."""
        return all(one.symbol for one in self.questions)

    def holds_in(self, jurisdiction: str) -> bool:
        """Everywhere, or where the person lives."""
        return (
            self.jurisdiction == "any" or not jurisdiction or jurisdiction in self.jurisdiction.split("_and_")
        )

    def question(self, id: str) -> Question | None:
        """A question by its stable id."""
        return next((question for question in self.questions if question.id == id), None)


def read(item: dict[str, Any]) -> Guide:
    """From a definition."""
    more: dict[str, Any] = {name: item[name] for name in ("shape", "who", "jurisdiction") if name in item}
    if "for_whom" in item:
        more["for_whom"] = Words.read(item["for_whom"])
    asked = tuple(_question(one) for one in item["questions"])
    return Guide(
        item["id"], item["version"], Words.read(item["title"]), Words.read(item["about"]), asked, **more
    )


def _question(item: dict[str, Any]) -> Question:
    more: dict[str, Any] = {name: item[name] for name in ("symbol", "kind", "many", "fact") if name in item}
    if "lead" in item:
        more["lead"] = Words.read(item["lead"])
    ask, easy = Words.read(item["ask"]), Words.read(item["easy"])
    return Question(item["id"], item["theme"], ask, easy, choices=_choices(item), **more)


def _choices(item: dict[str, Any]) -> tuple[Choice, ...]:
    """Faces from the saddest to the happiest, three or five; or the choices that the question gives."""
    if item.get("kind") == FACES:
        ids = THREE if item["faces"] == len(THREE) else symbols.FACES
        return tuple(Choice(id, id, found.words) for id in ids if (found := symbols.find(id)))
    return tuple(
        Choice(one["id"], one["symbol"], Words.read(one["words"])) for one in item.get("choices", ())
    )
