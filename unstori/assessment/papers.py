"""An assessment on paper: every question and test before; test by test after. Laid out like the plan's documents."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.assessment import catalogue, presenters, queries
from unstori.assessment.catalogue import Kind, Test
from unstori.assessment.drawing import Known
from unstori.assessment.models import Assessment
from unstori.core.dates import format_date
from unstori.plan import pdf

Item = dict[str, Any]


def before(opened: Opened, kind: Kind) -> pdf.Sheet:
    """To read and to prepare with: nobody is surprised by a question or a test."""
    asked = [
        {"heading": str(element.title), "lines": [], "text": " ".join(str(ask.words) for ask in element.asks)}
        for element in kind.elements
    ]
    blocks: list[tuple[str, list[Item]]] = [
        (_("What this is"), [{"text": str(kind.says)}, {"text": str(kind.clock_says)}]),
        (_("What you will be asked"), asked),
        (_("What is tested, one by one"), [_test(test) for test in kind.tests]),
        (_("Your rights"), [{"text": right} for right in rights()]),
    ]
    return pdf.sheet(opened.person, str(kind.title), blocks)


def rights() -> list[str]:
    """What holds for each of them, said before."""
    return [
        _("You can have somebody with you, and an advocate to speak for you."),
        _("You can have it in Welsh or in English. Ask for Easy Read or an interpreter if you need one."),
        _("What is in the story already is not asked again. You can correct it."),
        _(
            "Each test is answered with reasons. A “no” says what happens instead, who sees to it and by when."
        ),
        _("You can disagree, at any time, and keep the support that was agreed."),
    ]


def _test(test: Test) -> Item:
    words = catalogue.outcome_words()
    lines = [[_("Parts of life"), "; ".join(str(words[id]) for id in test.outcomes)]] if test.outcomes else []
    return {
        "heading": str(test.title),
        "text": str(test.ask),
        "lines": [*lines, [_("Where the law says so"), test.source]],
    }


def after(opened: Opened, row: Assessment, kind: Kind, known: Known) -> pdf.Sheet:
    """What each part rests on, what each added, and what was decided, for this reader."""
    page = presenters.assessment_page(opened, row, kind, known)
    found = queries.findings(opened, [row])
    decided = [presenters.finding_page(opened, row, each, known) for each in found if not each.is_old]
    lines = [[_("Asked for by"), f"{row.asked_by}, {format_date(row.asked_on, year=True)}"]]
    lines += [[_("Who holds it"), page["head"]["owner"]]] if page["head"]["owner"] else []
    blocks: list[tuple[str, list[Item]]] = [
        (str(kind.title), [{"text": page["head"]["state"], "lines": lines}])
    ]
    blocks += [(str(part["element"].title), _part(part)) for part in page["pieces"]]
    blocks += [(_("Decided: %(what)s") % {"what": each["words"]}, _decided(each)) for each in decided]
    return pdf.sheet(opened.person, page["head"]["title"], blocks)


def _part(part: dict[str, Any]) -> list[Item]:
    cited = [
        {"words": [{"text": one["words"], "by": one["by"], "lang": one["lang"]}]} for one in part["cited"]
    ]
    said = [
        {"words": [{"text": one["words"], "by": f"{one['who']}, {one['when']}", "lang": one["lang"]}]}
        for one in part["said"]
        if not one["draft"]
    ]
    return [*cited, *said]


def _decided(each: dict[str, Any]) -> list[Item]:
    """Test by test, then what happens instead and what everybody says."""
    tests = [
        {
            "heading": str(one["test"].title),
            "text": str(one["test"].ask),
            "lines": [[one["answer"], one["reasons"]]]
            + [[_("It rests on"), f"{ground['words']} ({ground['by']})"] for ground in one["grounds"]],
        }
        for one in each["tests"]
    ]
    instead = [
        [_("What happens instead"), each["instead"]],
        [_("Who sees to it"), each["next_owner"]],
        [_("By when"), each["next_due"]],
        [_("Whom to ask"), "; ".join(each["ask"])],
    ]
    stood = [
        {"heading": _("Said when this was decided, and written anew since: %(part)s") % {"part": one["element"]},
         "words": [{"text": one["words"], "by": f"{one['who']}, {one['when']}", "lang": one["lang"]}]}
        for one in each["stood"] if one["rewritten"]
    ]  # fmt: skip
    views = [{"words": [{"text": v["words"] or v["verdict"], "by": f"{v['who']}: {v['verdict']}", "lang": v["lang"]}]}
             for v in each["views"]]  # fmt: skip
    return [{"heading": each["result"], "lines": [row for row in instead if row[1]]}, *tests, *stood, *views]
