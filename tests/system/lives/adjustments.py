"""A flag that may be shared, with a change in it; and a system that reads in somebody's name."""

from tests import build
from unstori.adjustments import actions as adjustments
from unstori.exchange import actions as exchange


def live(world: build.World) -> list[str]:
    said = {"authority": "004", "said_by": "Mair Rowlands"}
    adjustments.say(by=world.huw, person=world.geth, agrees=True, **said)  # type: ignore[arg-type]
    adjustments.flag(by=world.huw, person=world.geth, category="009", words="Ystafell dawel i aros ynddi",
                     said_by="Mair", language="cy")  # fmt: skip
    adjustments.say_impairments(by=world.huw, person=world.geth, codes=["5", "10"], other="Cael ei gyffwrdd")
    exchange.make_token(by=world.mair, name="Ap ar fy ffôn", days=30)
    return []
