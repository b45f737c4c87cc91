"""The load generator of the door's benches: a process of its own, so that its CPU is stated apart.

Usage: generator.py PORT RECIPIENT COUNT CONNECTIONS SIZE [LARGE]. Sends COUNT mails of SIZE bytes over CONNECTIONS
connections to loopback, and with LARGE also 64 mails of 1 MB at once; prints JSON: mails, seconds, CPU seconds.
"""

import json
import socket
import sys
import threading
import time

from tsuho.simulation.plain_mails import plain_mails


class Session:
    """One SMTP connection, as plain as it can be: it measures the door, not a library."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self.stream = self.socket.makefile("rb")
        self.answer()
        self.say(b"EHLO load.example")

    def answer(self) -> bytes:
        while True:
            line = self.stream.readline()
            if line[3:4] != b"-":
                return line

    def say(self, line: bytes) -> bytes:
        self.socket.sendall(line + b"\r\n")
        return self.answer()

    def send(self, recipient: bytes, mail: bytes) -> None:
        self.say(b"MAIL FROM:<bulk@load.example>")
        self.say(b"RCPT TO:<" + recipient + b">")
        self.say(b"DATA")
        self.socket.sendall(mail + b".\r\n")
        answer = self.answer()
        if not answer.startswith(b"250"):
            raise RuntimeError(f"not accepted: {answer!r}")


def main() -> None:
    """Send, and say what it took."""
    port, recipient, count, connections, size = int(sys.argv[1]), sys.argv[2].encode(), *map(int, sys.argv[3:6])
    mails = [mail.replace(b"\r\n.", b"\r\n..") for mail in plain_mails(min(200, count), seed=3, size=size)]
    shares = [count // connections + (1 if index < count % connections else 0) for index in range(connections)]

    def run(share: int, number: int) -> None:
        session = Session(port)
        for index in range(share):
            session.send(recipient, mails[(number + index * connections) % len(mails)])

    def run_large(_number: int) -> None:
        Session(port).send(recipient, b"Subject: large\r\n\r\n" + b"x" * 76 + (b"\r\n" + b"x" * 76) * 13_000 + b"\r\n")

    threads = [threading.Thread(target=run, args=(share, number)) for number, share in enumerate(shares)]
    if len(sys.argv) > 6:
        threads += [threading.Thread(target=run_large, args=(number,)) for number in range(64)]
    begun, cpu = time.monotonic(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps({"mails": count, "seconds": time.monotonic() - begun, "cpu": time.process_time() - cpu}))


if __name__ == "__main__":
    main()
