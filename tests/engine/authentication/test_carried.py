"""What other hosts wrote of a check: read as they write it, bounded, and never raising."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.authentication.carried import MAX_FIELDS, MAX_RESULTS, carried_results
from tsuho.engine.parse.mime import scan


def read(*fields: str):
    raw = "".join(f"{field}\r\n" for field in ("Received: by x", *fields)) + "\r\nbody"
    return carried_results(scan(raw.encode("utf-8", "surrogateescape")).root)


def short(results):
    return [(each.by, each.method, each.result) for each in results]


def test_the_standard_form():
    (spf, dkim) = read(
        "Authentication-Results: mx.isp.example 1;\r\n spf=pass (sender (is) fine) smtp.mailfrom=a@shop.example;\r\n"
        '\tdkim/1=fail reason="bad; key" header.d=shop.example header.b="ab=c" header.i = @shop.example'
    )
    assert (spf.by, spf.method, spf.result, spf.where) == ("mx.isp.example", "spf", "pass", "header:1")
    assert spf.properties == (("smtp.mailfrom", "a@shop.example"), ("remark", "sender (is) fine"))
    assert (dkim.method, dkim.result) == ("dkim", "fail")
    assert dict(dkim.properties) == {
        "reason": "bad; key", "header.d": "shop.example", "header.b": "ab=c", "header.i": "@shop.example",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("Authentication-Results: mx.isp.example; none", []),
        ("Authentication-Results: mx.isp.example", []),
        ("Authentication-Results:", []),
        # without the host, as one large service writes it
        (
            "Authentication-Results: spf=fail (sender IP is 192.0.2.1)\r\n smtp.mailfrom=shop.example; dkim=none (message not signed) header.d=none;dmarc=fail action=none header.from=shop.example;",
            [("", "spf", "fail"), ("", "dkim", "none"), ("", "dmarc", "fail")],
        ),
        ("Authentication-Results: mx.isp.example spf=pass smtp.mailfrom=a@b.example", [("mx.isp.example", "spf", "pass")]),
        ("Authentication-Results: ; spf=pass", [("", "spf", "pass")]),
        ("Authentication-Results: (remark) mx.isp.example; spf=PASS; DKIM=Pass", [("mx.isp.example", "spf", "pass"), ("mx.isp.example", "dkim", "pass")]),
        ("ARC-Authentication-Results: i=2; mx.isp.example; dkim=pass header.d=a.example", [("mx.isp.example", "dkim", "pass")]),
        ("X-MS-Exchange-Authentication-Results: spf=pass smtp.mailfrom=a.example", [("", "spf", "pass")]),
        ("Authentication-Results-Original: mx.a.example; spf=none", [("mx.a.example", "spf", "none")]),
        ("Authentication-Results: mx.isp.example; spf=pass (never closed; dkim=fail", [("mx.isp.example", "spf", "pass")]),
        ('Authentication-Results: mx.isp.example; spf=pass reason="never closed; dkim=fail', [("mx.isp.example", "spf", "pass")]),
        ("Authentication-Results: mx.isp.example; spf=<script>; dkim==; =pass; ;;", []),
        ("Subject: spf=pass", []),
    ],
)  # fmt: skip
def test_what_hosts_write(field, expected):
    assert short(read(field)) == expected


def test_the_place_in_a_chain_is_kept():
    (found,) = read("ARC-Authentication-Results: i=2; mx.isp.example; spf=pass")
    assert ("arc.instance", "2") in found.properties


@pytest.mark.parametrize(
    ("value", "by", "result"),
    [
        ("pass (mx.isp.example: domain of a@shop.example designates 192.0.2.1 as permitted sender) client-ip=192.0.2.1;", "mx.isp.example", "pass"),
        ("Fail (protection.isp.example: domain of x does not designate) receiver=protection.isp.example; client-ip=192.0.2.1; helo=a.example;", "protection.isp.example", "fail"),
        ("None", "", "none"),
        ('SoftFail identity=mailfrom; client-ip=192.0.2.1; envelope-from="a@shop.example"', "", "softfail"),
    ],
)  # fmt: skip
def test_received_spf(value, by, result):
    (found,) = read(f"Received-SPF: {value}")
    assert (found.method, found.by, found.result) == ("spf", by, result)
    if "client-ip" in value:
        assert dict(found.properties)["client-ip"] == "192.0.2.1"


def test_there_is_a_cap_on_everything():
    many = [f"Authentication-Results: h{number}.example; spf=pass" for number in range(50)]
    assert [each.by for each in read(*many)] == [f"h{number}.example" for number in range(MAX_FIELDS)]
    long = "Authentication-Results: h.example; " + "; ".join(["spf=pass"] * 300)
    assert len(read(long, long)) == MAX_RESULTS


@pytest.mark.parametrize("run", ['"\\', '"', "(", ")", "\\", 'a="\\', "a=", ";", "a ", 'a="', "\\(", " "])
def test_hostile_values_take_no_time(run):
    fields = [f"Authentication-Results: h.example; spf=pass {run * 4_096}"] * MAX_FIELDS
    begun = time.process_time()
    read(*fields)
    assert time.process_time() - begun < 1


@given(
    st.text(st.sampled_from('ab=;()"\\. \r\n/é\udce9'), max_size=120),
    st.sampled_from(["Authentication-Results", "Received-SPF"]),
)
def test_no_value_makes_it_raise(value, name):
    for found in read(f"{name}: {value}"):
        assert found.result.isalpha()
