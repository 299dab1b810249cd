"""The parts of a zipped workbook, unpacked within limits and packed again as they were counted.

What reads a workbook later gets only what was unpacked here: a directory that lies about the size
of its parts cannot make it unpack more.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from factcheck.evidence.workbook.compound import SIGNATURE
from factcheck.evidence.workbook.fault import broken, locked

MAX_PARTS = 10_000
MAX_UNPACKED = 2**29
_READ = (".xml", ".rels", ".bin")
_LEFT_OUT = ("xl/media/", "xl/vbaProject", "xl/printerSettings/", "xl/embeddings/", "Thumbnails/")
_ENCRYPTED = 1


def unpack(held: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook that can matter for its cells, by their names.

    Raises ``ContentError`` for a damaged or locked archive and for one that is larger than
    512 MiB when unpacked.
    """
    if held.startswith(SIGNATURE):
        raise broken("it is locked with a password, or an .xls under another name")
    try:
        with zipfile.ZipFile(io.BytesIO(held)) as archive:
            return {info.filename: archive.read(info) for info in _checked(archive)}
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError),
        *(ValueError, OSError, OverflowError, RuntimeError),
    ) as error:
        raise broken("it is damaged") from error


def _checked(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    every = archive.infolist()
    parts = [
        info
        for info in every
        if info.filename.endswith(_READ) and not info.filename.startswith(_LEFT_OUT)
    ]
    if len(every) > MAX_PARTS:
        raise broken(f"it has {len(every):,} parts; the limit is {MAX_PARTS:,}")
    if sum(info.file_size for info in parts) > MAX_UNPACKED:
        raise broken(f"it has more than {MAX_UNPACKED // 2**20} MiB when unpacked")
    if len({info.filename for info in parts}) < len(parts):
        raise broken("two of its parts have the same name")
    if any(info.flag_bits & _ENCRYPTED for info in parts):
        raise locked()
    return parts


def pack(parts: dict[str, bytes]) -> io.BytesIO:
    """Return an archive of parts, not compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    packed.seek(0)
    return packed
