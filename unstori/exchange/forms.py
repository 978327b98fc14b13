"""Files that somebody chose."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from lzma import LZMAError
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.encoding import force_str
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from unstori.circle.models import Member
from unstori.core.errors import RuleBroken
from unstori.exchange import rules
from unstori.exchange.loading.columns import columns, plain
from unstori.exchange.models import Source
from unstori.people.models import Jurisdiction, Language
from unstori.people.who import role_choices
from unstori.ui.fields import FilesField, FilesInput, choose

# What `zipfile` says of a file that is cut off, damaged, locked or made to harm.
BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, RuntimeError, NotImplementedError, ValueError,
)  # fmt: skip


YES_OR_NO = ("manages", "parental_responsibility")


class RecordsField(FilesField):
    """JSON files, or a zip of them, as names and bytes."""

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, bytes]]:
        uploads: list[UploadedFile] = super().clean(data, initial)
        try:
            rules.check_files([upload.size or 0 for upload in uploads])
            files = [file for upload in uploads for file in _unpacked(upload)]
            rules.check_files([len(content) for _name, content in files])
        except RuleBroken as broken:
            raise forms.ValidationError(now(str(broken.reason))) from broken
        except BROKEN_ZIP as broken:
            raise forms.ValidationError(_("This zip file cannot be opened.")) from broken
        return files


class ImportForm(forms.Form):
    records = RecordsField(
        label=_("Files"),
        help_text=_("JSON files of FHIR R4, or a zip of them. 200 files and 8 MB at most."),
        widget=FilesInput(attrs={"accept": ".json,.zip"}),
    )


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Which system is it for?"),
        help_text=_("A name that tells you later what it was, such as “School records”."),
        max_length=80,
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        help_text=_("You can end it earlier at any time."),
        coerce=int,
        choices=[(1, _("One day")), (30, _("30 days")), (90, _("90 days")), (365, _("One year"))],
        initial=30,
        widget=forms.RadioSelect,
    )


def _unpacked(upload: UploadedFile) -> list[tuple[str, bytes]]:
    """What is in a zip, never larger than is allowed; any other file as it is."""
    name = upload.name or "file"
    if not name.lower().endswith(".zip"):
        return [(name, upload.read())]
    with zipfile.ZipFile(io.BytesIO(upload.read())) as packed:
        found = [one for one in packed.infolist() if not one.is_dir()]
        rules.check_files([one.file_size for one in found])
        return [(one.filename, packed.open(one).read(rules.MOST_BYTES)) for one in found]


class TablesForm(forms.Form):
    """An authority's own tables: any of them, one at a time or together."""

    people = forms.FileField(label=_("People"), required=False)
    workers = forms.FileField(label=_("Workers"), required=False)
    circle = forms.FileField(label=_("Circles"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for box in self.fields.values():
            box.widget.attrs["accept"] = ".csv,.txt,.tsv"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error("people", _("Choose at least one table."))
        for name, upload in cleaned.items():
            if upload and upload.size > rules.MOST_BYTES:
                self.add_error(name, _("A table can have 8 MB at most. Send it in parts."))
        return cleaned

    def contents(self) -> dict[str, bytes]:
        """By which table it is."""
        return {of: upload.read() for of, upload in self.cleaned_data.items() if upload}


class ColumnsForm(forms.Form):
    """What the sender's columns and values mean. Guessed, and changed by hand."""

    days = forms.ChoiceField(
        label=_("How are the dates written?"),
        help_text=_("The table does not show it by itself, and a wrong guess would change birthdays."),
        choices=[("day", _("The day first: 3/4/2017 is 3 April")), ("month", _("The month first: 3/4/2017 is 4 March"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    team = forms.ChoiceField(
        label=_("Which team works with those whose row names none?"),
        help_text=_("The team sees them at first, until the family has decided."),
        required=False,
    )
    jurisdiction = forms.ChoiceField(
        label=_("Under whose law are they helped?"), choices=Jurisdiction.choices, widget=forms.RadioSelect
    )
    protocol = forms.CharField(
        label=_("Which information sharing protocol covers this?"),
        help_text=_("For example a WASPI reference. It is kept with each record."),
        required=False,
        max_length=80,
    )

    def __init__(self, *args: Any, asked: "Asked", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.asked = asked
        for of, headings in asked.headings.items():
            for column in columns(of).values():
                self.fields[f"{of}-{column.key}"] = forms.ChoiceField(
                    label=force_str(column.name), required=column.required,
                    choices=[("", _("Not in the table")), *((one, f"“{one}”") for one in headings)],
                    initial=asked.mapped.get(of, {}).get(column.key, ""),
                    error_messages={"required": _("This column is needed. Say which one it is.")},
                )  # fmt: skip
        for place, (column_key, value, times) in enumerate(asked.values):
            self.fields[f"value-{place}"] = forms.ChoiceField(
                label=f"“{value}”", required=False, choices=[("", _("Leave it as a fault")), *asked.options(column_key)],
                help_text=ngettext("in %(count)s row", "in %(count)s rows", times) % {"count": times},
            )  # fmt: skip
        self._drop()

    def _drop(self) -> None:
        """What these tables do not ask."""
        if not self.asked.days:
            del self.fields["days"]
        if "people" not in self.asked.headings:
            for name in ("team", "jurisdiction", "protocol"):
                del self.fields[name]
        else:
            choose(self, team=[("", _("None")), *self.asked.teams])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "people" in self.asked.headings and not self.errors and not _names_people(cleaned):
            self.add_error("people-full_name", _("This column is needed. Say which one it is."))
        return cleaned

    def said(self) -> dict[str, Any]:
        """As it is kept: by column its heading, by value what it means."""
        cleaned = self.cleaned_data
        mapped = {
            of: {key: cleaned[f"{of}-{key}"] for key in columns(of) if cleaned[f"{of}-{key}"]}
            for of in self.asked.headings
        }
        values = {key: dict(known) for key, known in self.asked.known.items()}
        for place, (column_key, value, _times) in enumerate(self.asked.values):
            if means := cleaned[f"value-{place}"]:
                values.setdefault(column_key, {})[plain(value)] = means
        more = {
            name: cleaned[name] for name in ("days", "team", "jurisdiction", "protocol") if name in cleaned
        }
        kept: dict[str, Any] = {"columns": mapped, "values": values}
        return kept | more


def _names_people(cleaned: dict[str, Any]) -> bool:
    both = cleaned.get("people-first_name") and cleaned.get("people-last_name")
    return bool(cleaned.get("people-full_name") or both)


@dataclass(frozen=True)
class Asked:
    """What the form asks of these tables: headings by table, values that nobody can know, teams to choose from."""

    headings: dict[str, list[str]]
    mapped: dict[str, dict[str, str]]
    values: list[tuple[str, str, int]]
    known: dict[str, dict[str, str]]
    teams: list[tuple[str, Any]]
    days: bool

    def options(self, column: str) -> list[tuple[str, Any]]:
        """What a value of this column can mean."""
        name = column.partition("-")[2]
        if name == "language":
            return list(Language.choices)
        if name == "team":
            return self.teams
        if name == "kind":
            return list(Member.Kind.choices)
        return [("yes", _("Yes")), ("no", _("No"))] if name in YES_OR_NO else role_choices()


class SourceForm(forms.Form):
    """A feed of services that is to be read."""

    name = forms.CharField(
        label=_("What is the feed called?"),
        help_text=_("Such as “Family directory of the council”."),
        max_length=200,
    )
    address = forms.CharField(
        label=_("Address of the feed"),
        help_text=_("Of Open Referral UK, for example https://example.org/openreferral/v3/services"),
        max_length=500,
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    organisation = forms.ChoiceField(label=_("Who answers for it?"))
    every = forms.ChoiceField(
        label=_("How often is it read?"), choices=Source.Every.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, organisations: dict[str, Any], known: bool = False, **more: Any):
        super().__init__(*args, **more)
        self.organisations = organisations
        choose(
            self, organisation=[("", _("Choose")), *((key, str(one)) for key, one in organisations.items())]
        )
        if known:
            del self.fields["address"]

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "organisation": self.organisations[self.cleaned_data["organisation"]]}


class ServicesForm(forms.Form):
    """Files with services."""

    services = FilesField(
        label=_("Files"),
        help_text=_(
            "A table (CSV), the tables of Open Referral UK together or in a zip, or a feed saved as JSON. 32 MB at most."
        ),
        widget=FilesInput(attrs={"accept": ".csv,.tsv,.json,.zip"}),
    )

    def contents(self) -> list[tuple[str, bytes]]:
        return [(upload.name or "file", upload.read()) for upload in self.cleaned_data["services"]]


class ServiceColumnsForm(forms.Form):
    """Which column of a table says what: guessed, and changed by hand."""

    date_order = forms.ChoiceField(
        label=_("How are the dates written?"), required=False,
        choices=[("", _("As the table shows by itself")), ("day", _("The day first: 3/4/2017 is 3 April")),
                 ("month", _("The month first: 3/4/2017 is 4 March"))],
    )  # fmt: skip

    def __init__(self, *args: Any, named: dict[str, Any], headings: list[str], **more: Any):
        super().__init__(*args, **more)
        dates = self.fields.pop("date_order")
        for key, name in named.items():
            self.fields[key] = forms.ChoiceField(
                label=str(name), required=key == "name", choices=[("", _("Not in the table")), *((one, f"“{one}”") for one in headings)],
                error_messages={"required": _("This column is needed. Say which one it is.")},
            )  # fmt: skip
        self.fields["date_order"] = dates

    def said(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        mapped = {key: one for key, one in cleaned.items() if one and key != "date_order"}
        return {"columns": mapped, "days": cleaned["date_order"]}

    def parts(self) -> tuple[list[Any], list[Any]]:
        """What the table has or must have; and all else that it could have."""
        first = [one for one in self if one.value() or one.field.required]
        return first, [one for one in self if one not in first]
