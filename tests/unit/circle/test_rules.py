"""Who decides, by birthdays; what may follow what; who may leave."""

from datetime import date, timedelta

import pytest

from unstori.circle import queries, rules
from unstori.circle.rules import NEXT, Standing, State
from unstori.core import definitions
from unstori.core.errors import RuleBroken

LAW = definitions.version(queries.definitions.FOLDER, "deciding", 1)
BORN = date(2008, 2, 29)  # turns 16 on 29 February 2024 and 18 on 1 March 2026
SELF, PARENT = Standing(is_self=True), Standing(is_parent=True)
AUTHORITY, WORKER = Standing(has_authority=True), Standing(is_professional=True)
CHILD, YOUNG, ADULT = date(2024, 2, 28), date(2024, 2, 29), date(2026, 3, 1)


@pytest.mark.parametrize(
    ("who", "on", "yes", "unknown", "no"),
    [
        (SELF, CHILD, "competent_child", None, None),
        (PARENT, CHILD, None, "parental_responsibility", "parental_responsibility"),
        (AUTHORITY, CHILD, None, None, None),
        (WORKER, CHILD, None, None, None),
        (SELF, YOUNG, "self", "self", None),
        (PARENT, YOUNG, None, None, "parental_responsibility"),
        (PARENT, ADULT - timedelta(days=1), None, None, "parental_responsibility"),
        (AUTHORITY, YOUNG, None, None, "attorney_or_deputy"),
        (WORKER, YOUNG, None, None, "best_interests"),
        (SELF, ADULT, "self", "self", None),
        (PARENT, ADULT, None, None, None),
        (AUTHORITY, ADULT, None, None, "attorney_or_deputy"),
        (WORKER, ADULT, None, None, "best_interests"),
        (Standing(), ADULT, None, None, None),
    ],
)
def test_who_decides_by_age_and_ability(who, on, yes, unknown, no):
    for able, expected in ((True, yes), (None, unknown), (False, no)):
        assert rules.deciding_as(who, born_on=BORN, on=on, able=able, law=LAW["rules"]) == expected


def test_an_unknown_birthday_is_presumed_able():
    assert rules.deciding_as(SELF, born_on=None, on=ADULT, able=None, law=LAW["rules"]) == "self"
    assert rules.deciding_as(PARENT, born_on=None, on=ADULT, able=None, law=LAW["rules"]) is None


@pytest.mark.parametrize(
    ("on", "child", "parents"),
    [
        (CHILD, YOUNG, ADULT),
        (YOUNG, None, ADULT),
        (ADULT - timedelta(days=1), None, ADULT),
        (ADULT, None, None),
    ],
)
def test_birthdays_on_which_rights_change(on, child, parents):
    assert rules.child_ends(BORN, on, LAW) == child
    assert rules.parents_end(BORN, on, LAW) == parents


def test_without_a_birthday_nothing_ends_by_age():
    assert rules.child_ends(None, CHILD, LAW) is None
    assert rules.parents_end(None, CHILD, LAW) is None


ALLOWED = {
    (None, "asked"), (None, "given"),
    ("asked", "given"), ("asked", "refused"), ("asked", "withdrawn"),
    ("given", "withdrawn"), ("given", "invalidated"), ("given", "disputed"), ("given", "expired"),
    ("disputed", "given"), ("disputed", "withdrawn"), ("disputed", "invalidated"), ("disputed", "expired"),
    ("withdrawn", "invalidated"), ("expired", "invalidated"),
}  # fmt: skip


@pytest.mark.parametrize("now", [None, *State])
@pytest.mark.parametrize("then", list(State))
def test_every_transition_of_sharing(now, then):
    allowed = (str(now) if now else None, str(then)) in ALLOWED
    assert rules.can_follow(now, then) == allowed
    if allowed:
        rules.check_follow(now, then)
    else:
        with pytest.raises(RuleBroken):
            rules.check_follow(now, then)


def test_what_is_in_force_can_always_be_withdrawn():
    assert all(State.WITHDRAWN in NEXT[state] for state in rules.IN_FORCE)


@pytest.mark.parametrize("sections", [["private_to_me"], ["health", "private_to_me"], [], ["gossip"]])
def test_private_or_unknown_or_nothing_is_not_shared(sections):
    with pytest.raises(RuleBroken):
        rules.check_sections(sections, ("health", "learning"))


def test_deciding_is_not_shared():
    rules.check_permission(2, most=2)
    with pytest.raises(RuleBroken):
        rules.check_permission(3, most=2)


@pytest.mark.parametrize(
    ("who", "decides", "own", "by_law", "allowed"),
    [
        (PARENT, True, False, False, True),
        (PARENT, True, False, True, False),
        (PARENT, True, True, True, True),
        (SELF, True, False, True, True),
        (SELF, False, False, True, False),
        (Standing(protects=True), False, False, True, True),
        (Standing(protects=True), False, False, False, False),
    ],
)
def test_one_parent_cannot_shut_out_another(who, decides, own, by_law, allowed):
    case = {"decides": decides, "own": own, "held_by_law": by_law}
    assert rules.can_end(who, **case) == allowed
    if not allowed:
        with pytest.raises(RuleBroken):
            rules.check_end(who, **case)


@pytest.mark.parametrize(
    ("duties", "stopped", "allowed"), [(0, False, True), (0, True, True), (2, False, False), (2, True, True)]
)
def test_a_worker_cannot_vanish_but_stopping_is_never_blocked(duties, stopped, allowed):
    assert rules.can_leave(duties=duties, stopped_by_decider=stopped) == allowed
    if not allowed:
        with pytest.raises(RuleBroken):
            rules.check_leave(duties=duties, stopped_by_decider=stopped)


@pytest.mark.parametrize("wrong", ["same", "elsewhere", "gone", "no account"])
def test_duties_go_to_somebody_else_who_is_there_and_can_sign_in(wrong):
    right = {"from_person": 1, "to_person": 1, "same": False, "is_there": True, "has_account": True}
    rules.check_handover(**right)
    changed = {
        "same": {"same": True}, "elsewhere": {"to_person": 2}, "gone": {"is_there": False},
        "no account": {"has_account": False},
    }[wrong]  # fmt: skip
    with pytest.raises(RuleBroken):
        rules.check_handover(**{**right, **changed})


@pytest.mark.parametrize(
    ("own", "professional", "decides", "allowed"),
    [(True, False, False, True), (False, True, False, True), (False, False, True, True), (False,) * 4],
)
def test_who_hands_over_for_somebody(own, professional, decides, allowed):
    case = {"own": own, "is_professional": professional, "decides": decides}
    if allowed:
        rules.check_may_hand_over(**case)
    else:
        with pytest.raises(RuleBroken):
            rules.check_may_hand_over(**case)


@pytest.mark.parametrize(
    ("ends_on", "there"), [(None, True), (ADULT, False), (ADULT + timedelta(days=1), True), (CHILD, False)]
)
def test_who_is_there(ends_on, there):
    assert rules.is_there(ends_on, ADULT) == there


def test_shared_without_asking_the_family_was_told_or_it_says_why_not():
    rules.check_told(True, "")
    rules.check_told(False, "It would put her in danger.")
    with pytest.raises(RuleBroken):
        rules.check_told(False, " ")


@pytest.mark.parametrize(
    ("has_account", "is_there", "has_place"), [(True, True, True), (False, False, True), (False, True, False)]
)
def test_who_cannot_be_invited(has_account, is_there, has_place):
    with pytest.raises(RuleBroken):
        rules.check_invite(has_account=has_account, is_there=is_there, has_place=has_place)
    rules.check_invite(has_account=False, is_there=True, has_place=True)


def test_few_write_down_authority():
    assert rules.can_record_authority(Standing(protects=True), decides=False, is_system=False)
    with pytest.raises(RuleBroken):
        rules.check_record_authority(WORKER, decides=False, is_system=False)


def test_every_kind_of_member_has_a_ring():
    assert set(rules.CLOSENESS.values()) <= set(rules.RINGS)


def test_definitions_name_their_source_and_are_not_yet_verified():
    for definition in definitions.load(queries.definitions.FOLDER):
        assert definition["source"] and definition["verified"] is False


@pytest.mark.parametrize(("data", "confidence"), [("because", "consent"), ("public_task", ""), ("", "")])
def test_every_sharing_has_both_its_bases(data, confidence):
    rules.check_bases("public_task", "direct_care")
    with pytest.raises(RuleBroken):
        rules.check_bases(data, confidence)


@pytest.mark.parametrize(
    ("duties", "still_sees", "taker_sees", "falls"),
    [
        (1, False, True, True),
        (0, False, True, False),
        (1, True, True, False),
        (1, False, False, False),
        (1, True, False, False),
    ],
)
def test_duties_fall_only_from_who_sees_no_more_to_who_sees(duties, still_sees, taker_sees, falls):
    assert rules.falls_to_duty(duties=duties, still_sees=still_sees, taker_sees=taker_sees) == falls


@pytest.mark.parametrize(
    ("able", "cause", "age", "holds"),
    [
        (True, "", 30, True),
        (False, "x", 30, True),
        (False, " ", 30, False),
        (False, "", 16, False),
        (False, "", 15, True),
        (False, "", None, False),
    ],
)
def test_from_sixteen_not_being_able_has_a_cause(able, cause, age, holds):
    said = {"able": able, "cause": cause, "age": age, "law": {"child_until": 16}}
    if holds:
        rules.check_cause(**said)
    else:
        with pytest.raises(RuleBroken):
            rules.check_cause(**said)


@pytest.mark.parametrize(
    ("decided_as", "then", "holds"),
    [
        ("best_interests", "given", False),
        ("best_interests", "refused", False),
        ("best_interests", "withdrawn", True),
        ("best_interests", "invalidated", True),
        ("self", "given", True),
        ("attorney_or_deputy", "refused", True),
    ],
)
def test_nothing_is_decided_for_somebody_with_one_press(decided_as, then, holds):
    if holds:
        rules.check_in_their_place(decided_as, then)
    else:
        with pytest.raises(RuleBroken):
            rules.check_in_their_place(decided_as, then)


@pytest.mark.parametrize(
    ("own", "is_self", "is_worker", "address_kept", "sees"),
    [
        (True, False, False, False, True),
        (True, False, False, True, True),
        (False, True, False, False, True),
        (False, False, True, False, True),
        (False, False, True, True, False),
        (False, True, False, True, False),
        (False, False, False, False, False),
    ],
)
def test_a_safe_contact_is_kept_like_the_address_and_from_the_family(
    own, is_self, is_worker, address_kept, sees
):
    said = {"own": own, "is_self": is_self, "is_worker": is_worker, "address_kept": address_kept}
    assert rules.sees_safe_contact(**said) == sees


@pytest.mark.parametrize(
    ("way", "to", "is_email", "holds"),
    [
        ("email", "a@b.org", True, True),
        ("email", "a", False, False),
        ("phone", "01286", False, True),
        ("phone", " ", False, False),
        ("letter", "", False, False),
        ("none", "", False, True),
    ],
)
def test_a_safe_way_has_its_address(way, to, is_email, holds):
    if holds:
        rules.check_safe_contact(way=way, to=to, is_email=is_email)
    else:
        with pytest.raises(RuleBroken):
            rules.check_safe_contact(way=way, to=to, is_email=is_email)
