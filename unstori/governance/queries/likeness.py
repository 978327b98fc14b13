"""Which records may be of the same person. Splink does it, in a database of its own in memory; identities alone.

Splink is imported when it is used: it takes half a second and many megabytes, and pages never need it.
"""

import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from unstori.core import clock, definitions
from unstori.governance.rules import likeness as rules
from unstori.people.models import Person

FOLDER = Path(__file__).parents[1] / "definitions"
CONTAINS = "(list_has_all(str_split({l}, ' '), str_split({r}, ' ')) or list_has_all(str_split({r}, ' '), str_split({l}, ' ')))"


@dataclass(frozen=True)
class Alike:
    """Two ids, how much speaks for it, and why: comparison and level."""

    left: str
    right: str
    weight: float
    reasons: tuple[tuple[str, str], ...]
    digest: str


def model() -> dict[str, Any]:
    """The definition that holds today."""
    return definitions.current(FOLDER, "likeness", clock.today())


@cache
def _alike_names() -> dict[str, str]:
    return {name: one["names"][0] for one in model()["alike"] for name in one["names"]}


def identities(people: Iterable[Person]) -> list[rules.Identity]:
    """As they are compared."""
    return [
        rules.identity(
            unique_id=str(one.pk),
            full_name=one.full_name,
            born_on=one.born_on,
            postcode=one.postcode,
            nhs_number=one.nhs_number,
            alike=_alike_names(),
        )
        for one in people
    ]


def everybody() -> list[rules.Identity]:
    """All who are here. For the job alone."""
    return identities(Person.objects.order_by("pk").iterator(chunk_size=2000))


def linker_of(those: list[rules.Identity], settings: dict[str, Any]) -> Any:
    """Splink over these records, by the definition."""
    import duckdb
    from splink import DuckDBAPI, Linker, SettingsCreator

    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect(":memory:")
    api = DuckDBAPI(connection)
    frame = api.register([asdict(each) for each in those])
    made = SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=settings["prior"],
        comparisons=[comparison(one) for one in settings["comparison"]],
        blocking_rules_to_generate_predictions=[
            {"blocking_rule": rule, "sql_dialect": "duckdb"} for rule in settings["look_at"]
        ],
        retain_intermediate_calculation_columns=True,
    )
    return Linker(frame, made, log_level=logging.WARNING)


def comparison(one: dict[str, Any]) -> dict[str, Any]:
    """One comparison of the definition, as Splink says it."""
    levels: list[dict[str, Any]] = [
        {"sql_condition": _sql(one["nothing"]), "label_for_charts": "nothing", "is_null_level": True}
    ]
    levels += [
        {
            "sql_condition": _sql(level["when"]) if "when" in level else "ELSE",
            "label_for_charts": level["id"],
            "m_probability": level["m"],
            "u_probability": level["u"],
        }
        for level in one["level"]
    ]
    return {"output_column_name": one["id"], "comparison_levels": levels}


def _sql(said: str) -> str:
    """`l.born` as Splink writes it in a comparison: `born_l`."""
    import re

    both = re.sub(
        r"contains_all\(l\.(\w+), r\.(\w+)\)", lambda m: CONTAINS.format(l=f"l.{m[1]}", r=f"r.{m[2]}"), said
    )
    return re.sub(r"\b([lr])\.(\w+)", r"\2_\1", both)


def alike(those: list[rules.Identity]) -> list[Alike]:
    """Pairs that somebody should look at, likeliest first."""
    if len(those) < 2:
        return []
    settings = model()
    found = linker_of(those, settings).inference.predict(threshold_match_weight=settings["keep_from"])
    known = {one.unique_id: one for one in those}
    rows = [_read(row, settings, known) for row in found.as_record_list()]
    return sorted(rows, key=lambda row: (-row.weight, row.left, row.right))


def _read(row: dict[str, Any], settings: dict[str, Any], known: dict[str, rules.Identity]) -> Alike:
    left, right = sorted((str(row["unique_id_l"]), str(row["unique_id_r"])))
    reasons = []
    for one in settings["comparison"]:
        gamma = int(
            row[f"gamma_{one['id']}"]
        )  # counted from the last level; -1 where there is nothing to compare
        if gamma >= 0:
            reasons.append((one["id"], one["level"][len(one["level"]) - 1 - gamma]["id"]))
    return Alike(
        left, right, float(row["match_weight"]), tuple(reasons), rules.digest_of(known[left], known[right])
    )


def by_chance(those: list[rules.Identity], pairs: int) -> list[tuple[str, str, float, float]]:
    """How often each level holds of two records taken at random: by the definition, and here."""
    settings = model()
    linker = linker_of(those, settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=pairs, seed=59)
    learnt = {
        one["output_column_name"]: one["comparison_levels"]
        for one in linker.misc.save_model_to_json()["comparisons"]
    }
    found = []
    for one in settings["comparison"]:
        here = {level["label_for_charts"]: level.get("u_probability") for level in learnt[one["id"]]}
        found += [
            (one["id"], level["id"], level["u"], here.get(level["id"]) or 0.0) for level in one["level"]
        ]
    return found
