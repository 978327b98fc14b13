"""Forget what was kept for seven days for somebody who did not come back. The same as the job."""

from typing import Any

from django.core.management.base import BaseCommand

from unstori.access.actions import drafts, identity


class Command(BaseCommand):
    help = "Delete kept drafts whose seven days are over."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"forgot {drafts.forget_expired(by=identity.system_actor())}")
