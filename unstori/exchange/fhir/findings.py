"""What could not simply be taken as it is, and why.

*Skipped*: not a resource. *Refused*: broken, so its whole file changes nothing. *Unclear*: taken, and
somebody must look. The reasons are msgids of this room's catalogue; `detail` is what the file itself says.
"""

from dataclasses import dataclass
from enum import StrEnum


def _(text: str) -> str:
    """Marks a sentence for the catalogue without Django; pages translate it."""
    return text


class Why(StrEnum):
    NOT_JSON = _("This is not a JSON file.")
    NOT_A_RESOURCE = _("This is not a FHIR resource.")
    NO_RESOURCE_HERE = _("This asks for something and holds no resource.")
    BROKEN_JSON = _("This is not valid JSON.")
    SAME_KEY_TWICE = _("The same key is there twice.")
    TOO_BIG = _("This file is too big.")
    TOO_DEEP = _("This is nested too deep.")
    CANNOT_OPEN = _("This cannot be opened.")
    UNKNOWN_TYPE = _("FHIR R4 has no resource of this type.")
    STRUCTURE = _("This does not follow FHIR R4.")
    BAD_TEXT = _("This text has characters that cannot be kept.")
    BAD_ID = _("This is not a valid id.")
    BAD_DATE = _("There is no such date.")
    BAD_CODE = _("FHIR R4 does not allow this code here.")
    CHANGED_SINCE = _("Somebody changed this file since it left. Ask for it again where it comes from.")
    SAME_ID_TWICE = _("Two resources here have the same address.")

    NOWHERE = _("This points to something that was not sent.")
    AMBIGUOUS = _("This could point to more than one thing.")
    NOT_A_PERSON = _("This is about something other than a person.")
    ABOUT_NOBODY = _("This does not say which person it is about.")
    BAD_NHS_NUMBER = _("This NHS number fails its check.")
    SEVERAL_NHS_NUMBERS = _("There is more than one NHS number.")
    NO_NAME = _("There is no name.")
    SEVERAL_NAMES = _("There is more than one current name, and none is marked as preferred.")
    NOT_HUMAN = _("This is a record of an animal.")
    LINKED = _("The source says that this record belongs together with another one.")
    ENTERED_IN_ERROR = _("The source says that this was entered by mistake.")
    RESTRICTED = _("The source marks this as more confidential than usual.")
    SENT_TWICE = _("This was sent twice, with different content.")
    NO_CONTENT = _("The document itself is not in the file.")


@dataclass(frozen=True, slots=True)
class Finding:
    path: str
    why: StrEnum  # a `Why`, or a doubt of the actions above
    detail: str = ""
    file: str = ""
    resource: str = ""

    def as_row(self) -> dict:
        """The row that `import_fhir --json` prints."""
        why = f"{self.why} {self.detail}".strip()
        return {"file": self.file, "resource": self.resource, "path": self.path, "why": why}
