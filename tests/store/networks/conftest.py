"""A writer of small .mmdb files, after the format's public specification, so that no vendor's file is needed."""

import struct
from ipaddress import ip_network
from pathlib import Path

import pytest

UINT16, UINT32, UINT64 = 5, 6, 9  # the format's numbers for its kinds


def _control(kind: int, size: int) -> bytes:
    extended = b"" if kind < 8 else bytes([kind - 7])
    first = (kind if kind < 8 else 0) << 5
    return bytes([first | size]) + extended if size < 29 else bytes([first | 29]) + extended + bytes([size - 29])


def _encoded(value: object) -> bytes:
    if isinstance(value, str):
        raw = value.encode()
        return _control(2, len(raw)) + raw
    if isinstance(value, int | tuple):
        kind, number = value if isinstance(value, tuple) else (UINT32, value)
        raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
        return _control(kind, len(raw)) + raw
    if isinstance(value, list):
        return _control(11, len(value)) + b"".join(map(_encoded, value))
    return _control(7, len(value)) + b"".join(_encoded(key) + _encoded(each) for key, each in value.items())


def write_mmdb(
    file: Path, records: dict[str, dict[str, object]], *, kind: str = "Test", built: int = 1_425_168_000
) -> Path:
    """A table of these prefixes; IPv4 stands below ::/96, as in the vendors' files."""
    nodes: list[list[int | None]] = [[None, None]]
    data, places = b"", {}
    for prefix, record in records.items():
        network = ip_network(prefix)
        width, bits = (128, network.prefixlen) if network.version == 6 else (128, 96 + network.prefixlen)
        number = int(network.network_address)
        places[prefix] = len(data)
        data += _encoded(record)
        at = 0
        for depth in range(bits):
            bit = number >> (width - 1 - depth) & 1
            if depth == bits - 1:
                nodes[at][bit] = -1 - places[prefix]
            else:
                if nodes[at][bit] is None:
                    nodes.append([None, None])
                    nodes[at][bit] = len(nodes) - 1
                at = nodes[at][bit]
    count = len(nodes)
    tree = b"".join(struct.pack("!II", *(_pointer(each, count) for each in node)) for node in nodes)
    about = {
        "binary_format_major_version": (UINT16, 2), "binary_format_minor_version": (UINT16, 0),
        "build_epoch": (UINT64, built), "database_type": kind, "description": {"en": "t"}, "ip_version": (UINT16, 6),
        "languages": ["en"], "node_count": count, "record_size": (UINT16, 32),
    }  # fmt: skip
    file.write_bytes(tree + b"\0" * 16 + data + b"\xab\xcd\xefMaxMind.com" + _encoded(about))
    return file


def _pointer(value: int | None, count: int) -> int:
    if value is None:
        return count
    return value if value >= 0 else count + 16 + (-1 - value)


@pytest.fixture
def mmdb(tmp_path):
    def made(records, name="table.mmdb", **settings) -> Path:
        return write_mmdb(tmp_path / name, records, **settings)

    return made
