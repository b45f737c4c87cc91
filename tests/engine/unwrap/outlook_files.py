"""Files as Outlook saves a mail (.msg), made for tests: a compound file of few streams, by MS-CFB and MS-OXMSG."""

import struct
from collections.abc import Mapping

FREE, END, NO_ENTRY = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF
SECTOR, MINI, CUTOFF = 512, 64, 4096

Tree = Mapping[str, "bytes | Tree"]


def _padded(raw: bytes, size: int) -> bytes:
    return raw + bytes(-len(raw) % size)


class _Writer:
    def __init__(self) -> None:
        self.sectors: list[bytes] = []
        self.fat: list[int] = []
        self.mini = b""
        self.mini_fat: list[int] = []
        self.entries: list[list[object]] = []

    def chain(self, raw: bytes) -> int:
        """Write bytes into sectors of their own; the number of the first."""
        if not raw:
            return END
        first = len(self.sectors)
        raw = _padded(raw, SECTOR)
        count = len(raw) // SECTOR
        self.sectors += [raw[at : at + SECTOR] for at in range(0, len(raw), SECTOR)]
        self.fat += [*range(first + 1, first + count), END]
        return first

    def stream(self, raw: bytes) -> int:
        if len(raw) >= CUTOFF:
            return self.chain(raw)
        if not raw:
            return END
        first = len(self.mini_fat)
        count = -(-len(raw) // MINI)
        self.mini += _padded(raw, MINI)
        self.mini_fat += [*range(first + 1, first + count), END]
        return first

    def add(self, tree: Tree) -> int:
        """The entries of one folder, each to the right of the one before; the number of the first."""
        names = sorted(tree, key=lambda name: (len(name), name.upper()))
        first = before = NO_ENTRY
        for name in names:
            content = tree[name]
            number = len(self.entries)
            is_file = isinstance(content, bytes)
            self.entries.append([name, 2 if is_file else 1, NO_ENTRY, NO_ENTRY, END if not is_file else 0, 0])
            if is_file:
                self.entries[number][4:] = [self.stream(content), len(content)]
            else:
                self.entries[number][3] = self.add(content)
                self.entries[number][4] = 0
            if before == NO_ENTRY:
                first = number
            else:
                self.entries[before][2] = number
            before = number
        return first


def compound_file(tree: Tree) -> bytes:
    """A compound file that holds these streams and folders."""
    writer = _Writer()
    writer.entries.append(["Root Entry", 5, NO_ENTRY, NO_ENTRY, END, 0])
    writer.entries[0][3] = writer.add(tree)
    writer.entries[0][4:] = [writer.chain(writer.mini), len(writer.mini)]
    mini_count = -(-len(writer.mini_fat) // 128)
    mini_fat = writer.chain(
        b"".join(struct.pack("<I", each) for each in writer.mini_fat).ljust(mini_count * SECTOR, b"\xff")
    )
    directory = b""
    for name, kind, right, child, start, size in writer.entries:
        coded = name.encode("utf-16-le") + b"\0\0"
        directory += coded.ljust(64, b"\0") + struct.pack("<HBBIII", len(coded), kind, 1, NO_ENTRY, right, child)
        directory += bytes(36) + struct.pack("<IQ", start, size)
    directory_at = writer.chain(directory)
    fat_at = len(writer.sectors)
    fat_count = 1
    while (fat_at + fat_count) > fat_count * 128:
        fat_count += 1
    fat = [*writer.fat, *[0xFFFFFFFD] * fat_count]
    fat_bytes = b"".join(struct.pack("<I", each) for each in fat).ljust(fat_count * SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_count, directory_at, 0, CUTOFF,
                          mini_fat, mini_count, END, 0, fat_at)  # fmt: skip
    header += b"".join(struct.pack("<I", fat_at + each) for each in range(1, fat_count)).ljust(108 * 4, b"\xff")
    return header + b"".join(writer.sectors) + fat_bytes


def outlook_msg(
    texts: Mapping[str, str],
    *,
    raw: Mapping[str, bytes] | None = None,
    narrow: str = "",
    pages: Mapping[int, int] | None = None,
    times: Mapping[int, int] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """A .msg file of these properties by their tags; ``narrow`` is the codec of strings that are not Unicode."""
    tree: dict[str, bytes | Tree] = {}
    for tag, text in texts.items():
        tree[f"__substg1.0_{tag}{'001E' if narrow else '001F'}"] = text.encode(narrow or "utf-16-le")
    for tag, content in (raw or {}).items():
        tree[f"__substg1.0_{tag}0102"] = content
    table = bytes(32)
    for tag, number in (pages or {}).items():
        table += struct.pack("<HHIQ", 0x0003, tag, 6, number)
    for tag, number in (times or {}).items():
        table += struct.pack("<HHIQ", 0x0040, tag, 6, number)
    tree["__properties_version1.0"] = table
    for at, (name, content) in enumerate((files or {}).items()):
        tree[f"__attach_version1.0_#{at:08X}"] = {
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            "__substg1.0_37010102": content,
        }
    return compound_file(tree)
