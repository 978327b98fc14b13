"""`appoint EMAIL --name … --organisation …`: the first administrator of an organisation. The rest is done by pages."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse

from unstori.access.actions import identity, workplace
from unstori.core.errors import RuleBroken
from unstori.directory import actions as directory
from unstori.governance.actions import invitations
from unstori.governance.queries import invitations as queries
from unstori.governance.rules import KINDS
from unstori.people.models import Organisation, Sector


class Command(BaseCommand):
    help = "Invite somebody to run an organisation: they get a link to one address, for two weeks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--organisation", required=True, help="Its name in either language, code or id")
        parser.add_argument("--kind", choices=KINDS, default="administrator")
        parser.add_argument(
            "--sector", choices=Sector.values, help="Make the organisation if it is not here yet"
        )
        parser.add_argument("--welsh-name", default="", help="Of an organisation that is made")
        parser.add_argument("--code", default="", help="ONS or ODS code of an organisation that is made")
        parser.add_argument("--language", choices=["cy", "en"], default="cy", help="Which comes first")
        parser.add_argument(
            "--origin", default="", help="Our address, https://…; without it no message is sent"
        )

    @transaction.atomic
    def handle(self, *, email: str, name: str, kind: str, **said: Any) -> None:
        place = self._place(said)
        by, account = identity.system_actor(), queries.account_of(email)
        try:
            if settings.DEMO:  # nobody has a password there: they are found at /become/
                user = account or identity.open_account(
                    by=by, email=email, name=name, language=said["language"]
                )
                workplace.give(by=by, user=user, organisation=place, kind=kind)
                self.stdout.write(f"{name} is {kind} of {place.name}")
                return
            made = invitations.invite(
                by=by, organisation=place, email=email, name=name, kind=kind, language=said["language"],
                origin=said["origin"],
            )  # fmt: skip
        except RuleBroken as no:
            raise CommandError(str(no)) from no
        path = reverse("coming_to_work:invited", args=[queries.token_of(made)])
        self.stdout.write(
            f"{name} is invited. Only {email} can use this link, once, until {made.valid_until:%d %B}:"
        )
        self.stdout.write(urljoin(said["origin"], path))

    def _place(self, said: dict[str, Any]) -> Organisation:
        found = queries.organisations_by(said["organisation"])
        if len(found) > 1:
            choices = "\n".join(f"  {each.pk}  {each.name}" for each in found)
            raise CommandError(f"Several organisations have this name. Give the id of one:\n{choices}")
        if found:
            return found[0]
        if not said["sector"]:
            raise CommandError("There is no such organisation. With --sector it is made.")
        return directory.add_organisation(
            by=identity.system_actor(), name_en=said["organisation"],
            name_cy=said["welsh_name"] or said["organisation"], sector=said["sector"], code=said["code"],
        )  # fmt: skip
