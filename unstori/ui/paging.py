"""Pages of a list that may be long."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet


class Bounded(Paginator[Any]):
    """Its pages end where counting ends: nobody leafs through thousands, they narrow it."""

    def __init__(self, rows: QuerySet[Any], on_a_page: int, *, most: int) -> None:
        super().__init__(rows, on_a_page)
        self.rows, self.most = rows, most

    @cached_property
    def count(self) -> int:
        """Up to `most` and one."""
        return self.rows.order_by()[: self.most + 1].count()

    @property
    def is_more(self) -> bool:
        return self.count > self.most
