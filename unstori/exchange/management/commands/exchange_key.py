"""`exchange_key`: what another Unstori system must know, so that it can check stories that come from here."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from unstori.exchange import signing


class Command(BaseCommand):
    help = (
        "Prints this system\u2019s name, its public key and the key\u2019s short form, to be given to others."
    )

    def handle(self, **_options: Any) -> None:
        key = signing.public_key()
        self.stdout.write(f"{settings.SITE}|{key}\n{signing.fingerprint(key)}")
