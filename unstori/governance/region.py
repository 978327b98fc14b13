"""What those who govern do in the demo region, told by its file `running.toml`."""

from functools import partial
from typing import Any

from unstori.exchange.region.running import Running
from unstori.exchange.region.tell import Step
from unstori.governance.actions import identity, requests
from unstori.governance.models import DataRequest


def steps(running: Running, said: dict[str, Any]) -> list[Step]:
    """Requests about data, who was asked about one, and at the end whoever was written down twice is found."""
    made: dict[str, DataRequest] = {}
    asked = [(one["d"], partial(_ask, running, made, one)) for one in said["requests"]]
    handed = [
        (one["asked"]["d"], partial(_hand, running, made, one)) for one in said["requests"] if "asked" in one
    ]
    return [*asked, *handed, (0, partial(_look, running, {}))]


def _ask(running: Running, made: dict[str, DataRequest], asked: dict[str, Any]) -> None:
    life = running.told[asked["person"]]
    by = life.parts[asked["by"]].actor
    row = life.rows[f"entry {asked['row']}"].pk if "row" in asked else None
    made[asked["w"]] = requests.ask(
        by=by, person=life.person, kind=asked["kind"], words=asked["w"], row_id=row
    )


def _hand(running: Running, made: dict[str, DataRequest], asked: dict[str, Any]) -> None:
    """To whom can say whether it is right as it stands."""
    handed, cast = asked["asked"], running.cast
    owner = cast.workers[handed["owner"]].capacity
    requests.hand(by=cast.runs[handed["by"]].actor, request=made[asked["w"]], owner=owner)


def _look(running: Running, _said: dict[str, Any]) -> None:
    identity.look(by=running.cast.system)
