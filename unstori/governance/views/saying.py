"""What several pages here do alike."""

from unstori.access.door import NotFound
from unstori.access.rules import Actor, Permission
from unstori.governance.rules import can_run


def only_who_runs_it(by: Actor, *kinds: str) -> None:
    """Of those who run it, these kinds; or any. Raises NotFound."""
    if not can_run(by) or (kinds and by.kind not in kinds):
        raise NotFound(reference="", permission=Permission.SEE)
