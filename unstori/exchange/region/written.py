"""What is written in an invented life: entries, promises, facts, a conversation, a plan."""

from random import Random
from typing import Any

from unstori.core.words import Words
from unstori.exchange.region.around import Around

BASELINE = Words(en="Not yet.", cy="Ddim eto.")
THERE = Words(en="{n}, family and key worker", cy="{n}, y teulu a'r gweithiwr allweddol")
OFTEN = Words(en="As agreed", cy="Fel y cytunwyd")
DONE = Words(en="Done, and the family knows.", cy="Wedi'i wneud, ac mae'r teulu'n gwybod.")

LATE = 0.18  # of what is promised or planned
BUSY = 45  # days since the last entry of a life that has not gone quiet


def story(
    chance: Random, known: Around, threads: list[dict[str, Any]], loved: dict[str, Any], since: int, last: int
) -> dict[str, Any]:
    """Everything that happened and was said."""
    entries, promises = [], []
    for thread in threads:
        entries += _entries(chance, known, thread, since, last)
        promises += _promises(chance, known, thread, since, last)
    for good in chance.sample(loved["days"], 2):
        by = "self" if "self" in known.parts and chance.random() < 0.2 else "family"
        entries.append(
            {
                "d": chance.randint(last, since - 5),
                "by": known.parts[by],
                "k": "good_day",
                "s": "about_me",
                "w": _words(known, good, known.language),
                "l": known.language,
            }
        )
    return {"entries": entries, "promises": promises, "facts": _facts(chance, known, threads, loved, since)}


def plan(
    chance: Random, known: Around, threads: list[dict[str, Any]], since: int, last: int
) -> dict[str, Any]:
    """A first conversation and what came of it; a few reviews are overdue by days."""
    talked = chance.randint(max(since // 3, 6), max(since - 8, 7))
    by, who = known.key_worker, known.parts.get("self", "family")
    questions = ("what-matters", "happening", "enough")
    child = who == "family"
    said = {"said": known.family[0]["name"] if child else known.called, "how": "speech"}
    asked = list(zip(questions, threads, strict=False))
    answers = [
        {"q": question, "w": _words(known, thread["said"], known.language), "l": known.language, **said}
        for question, thread in asked
    ]
    whole: dict[str, Any] = {"put_forward": {"d": talked - 2, "by": by}}
    if chance.random() < 0.75:
        decides = "family" if known.is_child else "self"
        whole["agreements"] = [{"d": talked - 4, "by": known.parts[decides], "verdict": "agrees"}]
        due = chance.randint(1, 12) if chance.random() < LATE else -chance.randint(2, 150)
        whole["reviews"] = [{"due": due, "owner": by, "made": talked - 4}]
        whole["documents"] = _documents(chance, known, talked - 5)
    there = THERE.cy if known.language == "cy" else THERE.en
    talk = {"d": talked, "by": by, "there": there.replace("{n}", known.called), "answers": answers}
    outcomes = [_outcome(chance, known, thread, question, talked, last) for question, thread in asked]
    return {"conversation": talk, "outcomes": outcomes, "plan": whole}


def _words(known: Around, words: dict[str, str], language: str) -> str:
    said = words[language].replace("{n}", known.called)
    his, him = ("her", "her") if known.girl else ("his", "him")
    return said.replace("{his}", his).replace("{him}", him)


def _entries(
    chance: Random, known: Around, thread: dict[str, Any], since: int, last: int
) -> list[dict[str, Any]]:
    """The thread's events in their order, spread over the story with some chance."""
    events = [event for event in thread["events"] if event["by"] in known.parts]
    first, out = chance.randint((since + last) // 2, since - 3), []
    for place, event in enumerate(events):
        ago = first - (first - last) * place // max(len(events) - 1, 1)
        ago = max(last, min(since - 2, ago + chance.randint(-4, 4)))
        language = known.speaks(event["by"])
        entry = {
            "d": ago,
            "by": known.parts[event["by"]],
            "k": event["k"],
            "s": event.get("s", thread["s"]),
            "w": _words(known, event, language),
            "l": language,
        }
        out.append(entry | ({"way": event["way"]} if "way" in event else {}))
    return sorted(out, key=lambda entry: -entry["d"])


def _promises(
    chance: Random, known: Around, thread: dict[str, Any], since: int, last: int
) -> list[dict[str, Any]]:
    """What is long past was done, most of it in time; of the newest, a few are late by days."""
    said = thread["promise"]
    if said["by"] not in known.parts or chance.random() < 0.35:
        return []
    made = chance.randint(last, max(last + 1, since - 4))
    if last <= BUSY and chance.random() < 0.4:
        made = chance.randint(2, min(26, since - 4))
    language = known.speaks(said["by"])
    promise = {
        "d": made,
        "by": known.parts[said["by"]],
        "s": thread["s"],
        "w": _words(known, said, language),
        "l": language,
        "due": made - chance.choice((7, 14, 14, 21, 28)),
    }
    often = 0.5 if 0 < promise["due"] < 16 else LATE
    early = -chance.randint(0, min(6, made - promise["due"]))
    late = chance.randint(1, 18) if chance.random() < often else early
    if promise["due"] - late > 0:
        promise |= {
            "kept": promise["due"] - late,
            "out": DONE.cy if language == "cy" else DONE.en,
        }
    return [promise]


def _facts(
    chance: Random, known: Around, threads: list[dict[str, Any]], loved: dict[str, Any], since: int
) -> list[dict[str, Any]]:
    by = known.parts.get("self", "family")
    said = {
        "by": by,
        "l": known.language,
        "said": known.called if by != "family" else known.family[0]["name"],
    }
    day = since - 3
    facts = [{"d": day, "key": "one_line", "w": loved["line"][known.language], **said}]
    for thread in threads:
        facts.append({"d": day - 1, "key": "works", "w": thread["works"][known.language], **said})
    if known.language == "cy" and chance.random() < 0.6:
        facts.append({"d": day, "key": "language_and_format", "w": "Cymraeg, os gwelwch yn dda.", **said})
    return facts


def _outcome(
    chance: Random, known: Around, thread: dict[str, Any], question: str, made: int, last: int
) -> dict[str, Any]:
    language, support = known.language, thread["support"]
    baseline = BASELINE.cy if language == "cy" else BASELINE.en
    status = support.get("status", chance.choice(("started", "started", "started", "waiting", "proposed")))
    return {
        "d": made - 1,
        "by": known.key_worker,
        "s": thread["s"],
        "w": _words(known, thread["outcome"], language),
        "l": language,
        "domains": thread["domains"],
        "baseline": baseline,
        "from": [question],
        "supports": [
            {
                "comes": support["comes"],
                "w": support[language],
                "who": known.parts.get(support["by"], known.key_worker),
                "tier": support["tier"],
                "status": status,
                "often": OFTEN.cy if language == "cy" else OFTEN.en,
            }
        ],
        "ratings": _ratings(chance, known, made - 3, last),
    }


def _ratings(chance: Random, known: Around, first: int, last: int) -> list[dict[str, Any]]:
    """First and last in the person's own view or with help; the key worker sees it in their own way."""
    own = chance.randint(2, 5)
    days = [first, last] if last < first else [first]
    out: list[dict[str, Any]] = []
    for day in days:
        helped = {"by": known.parts["family"], "as": "self_helped", "help": known.family[0]["name"]}
        rater = helped if known.is_child else {"by": known.key, "as": "self"}
        out.append({"d": day, **rater, "going": own, "happy": min(10, max(1, own + chance.randint(-1, 1)))})
        own = min(10, max(1, own + chance.choice((-1, 0, 1, 2, 2))))
    other = min(10, max(1, out[-1]["going"] + chance.choice((-1, 0, 1, 2, 3))))
    out.append(
        {
            "d": days[-1],
            "by": known.key_worker,
            "as": "professional",
            "going": other,
            "happy": other,
            "basis": "observed",
            "present": True,
        }
    )
    return out


def _documents(chance: Random, known: Around, ago: int) -> list[dict[str, Any]]:
    if chance.random() > 0.4:
        return []
    by = known.parts["family"] if known.is_child else known.key
    return [{"d": max(ago, 0), "by": by, "layout": "one-page-profile", "l": known.language}]
