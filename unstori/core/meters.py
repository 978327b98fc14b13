"""Buckets of tokens that all processes of one machine share, in a small file that is mapped into memory; no database is asked.

Whoever asks stands there as a digest with this installation's key, never as an address. A slot is taken by whoever comes
when all four of its place are in use and it was used longest ago: nobody waits for that, and nothing grows.
"""

import fcntl
import mmap
import os
import struct
from hashlib import blake2b
from pathlib import Path
from threading import Lock

PLACES, SLOTS = 4096, 4
SLOT = struct.Struct("<Qdd")  # who, how much is left, since when
LENGTH = SLOT.size * SLOTS


class Meters:
    """One file. Raises OSError where none can be kept."""

    def __init__(self, path: Path, key: bytes):
        path.parent.mkdir(parents=True, exist_ok=True)
        self._key, self._lock = key[:64], Lock()
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        os.ftruncate(self._file, PLACES * LENGTH)
        self._table = mmap.mmap(self._file, PLACES * LENGTH)

    def take(self, who: str, *, rate: float, burst: int, now: float) -> float:
        """What was in the bucket when somebody came; one less is left, if there was one."""
        name = int.from_bytes(blake2b(who.encode(), digest_size=8, key=self._key).digest(), "little") or 1
        start = name % PLACES * LENGTH
        with self._lock:  # threads; the file's own lock keeps processes apart
            fcntl.lockf(self._file, fcntl.LOCK_EX, LENGTH, start)
            try:
                return self._take(name, start, rate, burst, now)
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN, LENGTH, start)

    def _take(self, name: int, start: int, rate: float, burst: int, now: float) -> float:
        slots = [SLOT.unpack_from(self._table, start + place * SLOT.size) for place in range(SLOTS)]
        mine = next((place for place, slot in enumerate(slots) if slot[0] == name), None)
        if mine is None:
            # from before the machine was started anew: its clock began again, too
            mine = min(range(SLOTS), key=lambda place: slots[place][2] if slots[place][2] <= now else 0)
            slots[mine] = (name, float(burst), now)
        _name, left, since = slots[mine]
        left = min(left + (now - since) * rate, float(burst)) if since <= now else float(burst)
        SLOT.pack_into(self._table, start + mine * SLOT.size, name, left - (left >= 1), now)
        return left
