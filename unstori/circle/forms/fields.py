"""What several of the circle's forms ask from."""

from typing import Any

from unstori.access.models import Section
from unstori.access.rules import SHAREABLE

Choices = list[tuple[str, Any]]
PARTS: Choices = [(section, Section(section).label) for section in SHAREABLE]
