"""Checked services wait on disk until they are taken in: a feed of a hundred thousand does not fit into memory."""

import pickle
import weakref
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from uuid import UUID

from unstori.directory.actions import Coming
from unstori.exchange.hsds.unfolding import Record

IN_MEMORY = 16 * 2**20


@dataclass
class Read:
    """A checked service, and the line of the report that stands for it."""

    record: Record
    coming: Coming
    note: str = ""


@dataclass
class Shelf:
    """By service, in the order in which each came first; the same one may have come several times."""

    _file: IO[bytes] = field(default_factory=lambda: SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115
    _where: dict[UUID, list[tuple[int, int]]] = field(default_factory=dict)
    _end: int = 0

    def __post_init__(self) -> None:
        weakref.finalize(self, self._file.close)

    def put(self, one: Read) -> None:
        content = zlib.compress(pickle.dumps(one), 1)
        self._file.seek(self._end)
        self._file.write(content)
        self._where.setdefault(one.coming.id, []).append((self._end, len(content)))
        self._end += len(content)

    def __iter__(self) -> Iterator[list[Read]]:
        """All that came of each service."""
        for several in self._where.values():
            yield [self._taken(*one) for one in several]

    def __len__(self) -> int:
        return sum(len(several) for several in self._where.values())

    @property
    def ids(self) -> set[UUID]:
        return set(self._where)

    def _taken(self, start: int, length: int) -> Any:
        self._file.seek(start)
        return pickle.loads(zlib.decompress(self._file.read(length)))  # written by this process alone
