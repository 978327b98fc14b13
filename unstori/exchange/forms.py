"""Files that somebody chose."""

import io
import zipfile
import zlib
from lzma import LZMAError
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from unstori.core.errors import RuleBroken
from unstori.exchange import rules

# What `zipfile` says of a file that is cut off, damaged, locked or made to harm.
BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, RuntimeError, NotImplementedError, ValueError,
)  # fmt: skip


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """JSON files, or a zip of them, as names and bytes."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, bytes]]:
        chosen = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        uploads: list[UploadedFile] = [
            super(FilesField, self).clean(file, initial) for file in chosen or [None]
        ]
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
    records = FilesField(
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
