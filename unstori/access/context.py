"""What every template may know."""

from django.conf import settings
from django.http import HttpRequest


def demo(request: HttpRequest) -> dict[str, bool]:
    """Whether this is a demo, so that the banner says so."""
    return {"demo": settings.DEMO}
