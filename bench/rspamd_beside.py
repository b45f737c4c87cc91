"""rspamd on the same mails, with its network checks off: mails per CPU second of its one scanning process.

Debian's package and its stock rules, with a configuration of our own in a temporary folder; nothing of the machine is
changed. Modules that only ask the network (DNS lists, SPF, DKIM, fuzzy storage, Redis) are off, as ours is asked nothing.
"""

import contextlib
import http.client
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

PORT = 21_333
_COMPILES = (
    30  # seconds that its helper has to compile the expressions for Hyperscan; measured without, it would be slow
)
_OFF = (
    "rbl", "surbl", "spf", "dkim", "arc", "dmarc", "fuzzy_check", "asn", "dcc", "mx_check", "url_redirector", "rspamd_update",
    "antivirus", "bimi", "clickhouse", "elastic", "greylist", "history_redis", "neural", "p0f", "ratelimit", "replies",
    "reputation", "spamassassin", "whitelist", "maillist_redis", "known_senders", "dkim_signing", "external_services", "aws_s3",
)  # fmt: skip
_CONFIG = """
.include "/etc/rspamd/common.conf"
options {{
  pidfile = "{folder}/pid"; tempdir = "{folder}"; local_addrs = "127.0.0.0/8"; filters = "chartable,regexp";
  url_tld = "/usr/share/rspamd/effective_tld_names.dat"; cache_file = "{folder}/symbols.cache"; hs_cache_dir = "{folder}";
  dns {{ nameserver = ["127.0.0.1:{unused}"]; timeout = 0.001s; retransmits = 1; }}
}}
logging {{ type = "file"; filename = "{folder}/log"; level = "error"; }}
worker "normal" {{ bind_socket = "127.0.0.1:{port}"; count = 1; task_timeout = 60s; }}
worker "hs_helper" {{ count = 1; }}
.include(priority=10,duplicate=merge) "{folder}/off.conf"
"""


def rspamd_per_cpu_second(mails: Sequence[bytes]) -> float | None:
    """Mails per CPU second, the best of three passes; None where rspamd is not installed."""
    if shutil.which("rspamd") is None:
        return None
    with _running() as pid:
        time.sleep(_COMPILES)
        best = float("inf")
        for _ in range(3):
            before = _cpu_seconds(pid)
            for mail in mails:
                _scan(mail)
            best = min(best, _cpu_seconds(pid) - before)
    return len(mails) / best


@contextlib.contextmanager
def _running() -> Iterator[int]:
    """One scanning process on loopback; its process id."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "rspamd.conf")
        Path(folder, "off.conf").write_text("".join(f"{module} {{ enabled = false; }}\n" for module in _OFF))
        config.write_text(_CONFIG.format(folder=folder, port=PORT, unused=PORT + 1))
        main = subprocess.Popen(["rspamd", "-f", "-i", "-c", str(config)], stderr=subprocess.DEVNULL)
        try:
            _wait(main)
            yield _worker_of(main.pid)
        finally:
            main.send_signal(signal.SIGTERM)
            main.wait(20)


def _wait(main: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if main.poll() is not None:
            raise RuntimeError(
                f"rspamd ended with {main.returncode}; run it by hand with this configuration to see why"
            )
        with contextlib.suppress(OSError):
            _scan(b"Subject: x\r\n\r\nx\r\n")
            return
        time.sleep(0.1)
    raise RuntimeError("rspamd did not answer within 30 seconds")


def _worker_of(main: int) -> int:
    """The process among its children that has the most CPU time after one scan is the scanner."""
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    names = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    return next(child for child, name in names.items() if b"normal" in name)


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _scan(mail: bytes) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    try:
        connection.request("POST", "/checkv2", mail)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"rspamd answered {answer.status}")
    finally:
        connection.close()
