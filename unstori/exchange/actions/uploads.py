"""Files that somebody sent and has not confirmed yet."""

import io
import zipfile

from django.db import transaction

from unstori.access import audit
from unstori.access.door import NotFound
from unstori.access.queries import forgetting
from unstori.access.rules import Actor, Permission
from unstori.exchange import queries, rules
from unstori.exchange.actions.importing import Result, import_files
from unstori.exchange.fhir.reading import Reading
from unstori.exchange.models import Upload


@transaction.atomic
def keep_upload(*, by: Actor, files: list[tuple[str, bytes]]) -> Upload:
    """Keep files until their sender has seen what they would do. Raises RuleBroken."""
    rules.check_uploads(queries.uploads_lately(by))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for place, (name, content) in enumerate(files):
            bundle.writestr(f"{place:04}/{name}", content)
    until = forgetting.kept_until(Upload)
    kept = Upload.objects.create(created_by_id=by.capacity_id, content=packed.getvalue(), valid_until=until)
    audit.record(by, "upload.keep", row=kept, detail={"files": len(files)})
    return kept


@transaction.atomic
def throw_away_upload(*, by: Actor, upload: Upload) -> None:
    """Confirmed, or no longer wanted. Raises NotFound."""
    gone, _each = Upload.objects.filter(pk=upload.pk, created_by_id=by.capacity_id).delete()
    if not gone:  # another's, or of two at once the second
        raise NotFound(reference="", permission=Permission.ADD)
    audit.record(by, "upload.throw_away", row=upload)


@transaction.atomic
def confirm_upload(*, by: Actor, upload: Upload, reading: Reading) -> Result:
    """Take the files in, once: of two who press at once the second finds them gone. Raises NotFound."""
    throw_away_upload(by=by, upload=upload)
    return import_files(by=by, reading=reading)


def files_of(*, by: Actor, upload: Upload) -> list[tuple[str, bytes]]:
    """The files again, under the names that they came with."""
    if upload.created_by_id != by.capacity_id:
        return []
    with zipfile.ZipFile(io.BytesIO(bytes(upload.content))) as packed:
        return [(name[5:], packed.read(name)) for name in packed.namelist()]
