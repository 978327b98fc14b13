"""What can be done with a team, and when an entry of the directory can be true."""

from unstori.directory.rules.hsds import Finding, Problem, check, check_part
from unstori.directory.rules.teams import check_close, check_ends, check_on_duty

__all__ = ["Finding", "Problem", "check", "check_close", "check_ends", "check_on_duty", "check_part"]
