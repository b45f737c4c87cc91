"""Structure alone: our byte-range scanner beside a fast parser whose parts are matched back to bytes, and the stdlib."""

import email
import email.policy
from hashlib import sha256

from fast_mail_parser import ParseError, parse_email_tree
from measuring import corpus_mails, per_second, report

from tsuho.engine.parse.mime import scan
from tsuho.simulation.plain_mails import plain_mails


def _fast_with_ranges(raw: bytes) -> object:
    """The fast parser's tree, each leaf then looked for in the raw bytes: what byte ranges would cost with it."""
    try:
        root = parse_email_tree(raw, mode="lazy")
    except ParseError:
        return email.message_from_bytes(raw)
    found, at, stack = [], 0, [root]
    while stack:
        part = stack.pop()
        stack.extend(reversed(part.children))
        headers = "".join(f"{name}: {value}" for name, values in part.headers.items() for value in values)
        at = max(at, raw.find(b"\n\n", at), raw.find(b"\r\n\r\n", at))
        found.append((at, len(headers)))
    return found


def _stdlib(raw: bytes) -> object:
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    return [part.get_content_type() for part in message.walk()]


def main() -> None:
    """Measure and write."""
    sets = {"generated 10 kB": list(plain_mails(500, seed=1)), "real 10-30 kB": corpus_mails()}
    rows: list[dict[str, object]] = []
    for name, mails in sets.items():
        if not mails:
            continue
        for label, work in {
            "own scanner": scan,
            "fast-mail-parser tree, parts found again": _fast_with_ranges,
            "stdlib parse and walk": _stdlib,
            "sha256 (yardstick)": lambda raw: sha256(raw).digest(),
        }.items():
            rows.append({"mails": name, "what": label, "count": len(mails), "mails/s": per_second(work, mails)})
    report("mime_scan", rows, "MIME structure, mails per CPU second of one core")


if __name__ == "__main__":
    main()
