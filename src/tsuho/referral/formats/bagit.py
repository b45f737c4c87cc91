"""A sealed package in BagIt layout (RFC 8493), as the bytes of one zip: payload, manifests of hashes, and who made it when.

The same files and facts give the same bytes, so that the hash of the package itself can be written into the audit log and
compared years later.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from hashlib import sha256

_EPOCH = (1980, 1, 1, 0, 0, 0)  # zip cannot say "no time"; a real one would make every building of the package differ
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_PIECE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
_LABEL_END = str.maketrans({"\r": " ", "\n": " "})


def bag(name: str, payload: Mapping[str, bytes], facts: Sequence[tuple[str, str]]) -> bytes:
    """The package as zip. ``payload`` maps paths below ``data/`` to their bytes; ``facts`` are the lines of bag-info.txt.

    Raises ValueError for a path that would leave its place, or that readers of packages write in different ways.
    """
    data = {f"data/{_safe(path)}": content for path, content in sorted(payload.items())}
    oxum = f"{sum(map(len, data.values()))}.{len(data)}"
    lines = [*facts, ("Payload-Oxum", oxum)]
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": "".join(f"{label}: {value.translate(_LABEL_END)}\n" for label, value in lines).encode(),
        "manifest-sha256.txt": _manifest(data),
    }
    tags["tagmanifest-sha256.txt"] = _manifest(tags)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in (*tags.items(), *data.items()):
            entry = zipfile.ZipInfo(f"{_safe(name)}/{path}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def _manifest(files: Mapping[str, bytes]) -> bytes:
    """One line a file: its hash and its path."""
    return "".join(f"{sha256(content).hexdigest()}  {path}\n" for path, content in sorted(files.items())).encode()


def _safe(path: str) -> str:
    # readers disagree on how odd characters are escaped in a manifest (RFC 8493 section 2.1.3), so there are none
    if not all(_PIECE.fullmatch(piece) for piece in path.split("/")):
        raise ValueError(f"{path!r} is no path inside a package; use letters, digits, '.', '_' and '-' between slashes")
    return path
