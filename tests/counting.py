"""How often a page asks the database: as often for thirty rows as for three."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

FEW, MANY = 3, 30


def asked(client: Any, address: str, data: dict[str, Any] | None = None) -> list[str]:
    """What one page asks, read or sent."""
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(address) if data is None else client.post(address, data)
    assert answer.status_code == 200, (address, answer.status_code)
    return [query["sql"] for query in caught.captured_queries]


def assert_does_not_grow(
    client: Any, address: str, add: Callable[[int], Any], send: Callable[[], dict[str, Any]] | None = None
) -> None:
    """`add` makes the row of a number; `send` is what is sent, where the list is an answer to a form."""
    for number in range(FEW):
        add(number)
    asked(client, address, send and send())  # what is asked once for everybody is asked
    few = asked(client, address, send and send())
    for number in range(FEW, MANY):
        add(number)
    many = asked(client, address, send and send())
    assert len(many) <= len(few), f"{address}: {len(few)} for {FEW}, {len(many)} for {MANY}\n" + _more(
        few, many
    )


def _more(few: list[str], many: list[str]) -> str:
    """What is asked again and again, without its values."""
    beginnings = [sql[:160] for sql in many]
    often = {one for one in beginnings if beginnings.count(one) > [sql[:160] for sql in few].count(one)}
    return "\n".join(sorted(often))
