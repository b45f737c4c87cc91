"""Letters to the centre, as tests of unwrapping write them."""

import pytest

from tsuho.engine.parse.body import Body, read_body
from tsuho.engine.parse.mime import Mail, scan

REPORTER = "sato@home.example"


def a_letter(text: str, subject: str = "Fwd: x", *, sub: str = "plain", header: str = "") -> tuple[Mail, Body]:
    head = f"{header}From: Sato <{REPORTER}>\r\nSubject: {subject}\r\nContent-Type: text/{sub}; charset=utf-8\r\n\r\n"
    mail = scan((head + text).encode("utf-8", "surrogatepass"))
    return mail, read_body(mail)


@pytest.fixture
def letter():
    return a_letter
