"""Geth's circle as the circle's own tests make it: a mother, a father, a social worker, a school, a stranger."""

from tests.ground import shared
from tests.integration.circle.conftest import Round, capacity
from tests.integration.circle.conftest import circle as circle
from unstori.circle import actions
from unstori.people.models import Capacity
from unstori.plan import actions as plan
from unstori.plan.models import Support

__all__ = ["Round", "capacity", "circle"]


@shared
def huw(circle: Round) -> Capacity:
    return capacity(circle.huw)


@shared
def swimming(circle: Round) -> Support:
    made = plan.add_support(
        by=circle.huw, person=circle.geth, section="care", what="Swimming", who="Seren", status="agreed",
        comes_from="service",
    )  # fmt: skip
    return plan.move_support(by=circle.huw, support=made, status="started")


@shared
def with_teacher(circle: Round) -> None:
    here = actions.add_member(
        by=circle.mair, person=circle.geth, kind="worker", name="Mrs Patel", relation="ALNCo",
        capacity=capacity(circle.teacher),
    )  # fmt: skip
    actions.share(
        by=circle.mair, person=circle.geth, holder=here, sections=["what_matters", "care", "learning"],
        purpose="School", permission=2,
    )  # fmt: skip
