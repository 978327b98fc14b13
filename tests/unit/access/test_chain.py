"""The chain follows from what it seals."""

from uuid import UUID

from unstori.access.rules.chain import FIRST_HEAD, floor_before, next_head
from unstori.core import ids

A, B = (UUID(int=1), "a" * 64), (UUID(int=2), "b" * 64)


def test_head_changes_with_everything_it_says():
    heads = {
        next_head(FIRST_HEAD, 1, [A, B]),
        next_head(FIRST_HEAD, 1, [B, A]),
        next_head(FIRST_HEAD, 1, [A]),
        next_head(FIRST_HEAD, 2, [A, B]),
        next_head("1" * 64, 1, [A, B]),
        next_head(FIRST_HEAD, 1, [A, (B[0], "c" * 64)]),
    }
    assert len(heads) == 6
    assert next_head(FIRST_HEAD, 1, [A, B]) == next_head(FIRST_HEAD, 1, [A, B])


def test_floor_is_an_hour_before_and_never_below_nothing():
    made = ids.row_id()
    assert (made.int >> 80) - (floor_before(made).int >> 80) == 3_600_000
    assert floor_before(made) < made
    assert floor_before(UUID(int=0)) == UUID(int=0)
