"""An address is fetched only where it leads to a public machine, whatever its name says and however it gets there."""

from __future__ import annotations

import httpx
import pytest

from dragoman.desk.addresses import PublicTransport, is_public
from dragoman.errors import InputError
from dragoman.reading import SetAside, read

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "192.168.1.1",
    "172.16.0.9",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "::1",
    "::",
    "fe80::1%eth0",
    "fc00::1",
    "::ffff:127.0.0.1",
    "2002:7f00:1::",
    "64:ff9b::7f00:1",
    "no address",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_these_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_these_are_public(address: str) -> None:
    assert is_public(address)


class Names:
    """Names and what they stand for, one answer after the other."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self.answers = answers

    def __call__(self, host: str, port: int) -> list[str]:
        answers = self.answers[host.partition(".")[0]]
        return answers.pop(0) if len(answers) > 1 else answers[0]


def served(request: httpx.Request) -> httpx.Response:
    if request.url.path == "/away":
        return httpx.Response(302, headers={"location": "http://inside.test/secret"})
    return httpx.Response(200, text=f"{request.headers['host']} at {request.url.host}")


def client(names: Names) -> httpx.Client:
    transport = PublicTransport(names, httpx.MockTransport(served))
    return httpx.Client(transport=transport, follow_redirects=True)


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    answer = client(Names(news=[["93.184.216.34"], ["127.0.0.1"]])).get("http://news.test/")
    assert answer.text == "news.test at 93.184.216.34"


def test_a_name_that_turns_private_later_is_refused_then() -> None:
    names = client(Names(news=[["93.184.216.34"], ["127.0.0.1"]]))
    names.get("http://news.test/")
    with pytest.raises(InputError, match="private network"):
        names.get("http://news.test/")


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(InputError, match="private network"):
        client(Names(news=[["93.184.216.34", "10.0.0.1"]])).get("http://news.test/")


def test_a_redirect_into_the_network_is_refused() -> None:
    with pytest.raises(InputError, match="private network"):
        client(Names(news=[["93.184.216.34"]], inside=[["10.0.0.1"]])).get("http://news.test/away")


def test_a_name_and_password_in_an_address_are_refused() -> None:
    with pytest.raises(InputError, match="name or password"):
        client(Names(news=[["93.184.216.34"]])).get("http://me:secret@news.test/")


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://localhost/", "http://[::1]/", "http://2130706433/"])
def test_reading_such_an_address_sets_it_aside_and_says_why(address: str) -> None:
    (found,) = read(address, transport=PublicTransport())
    assert isinstance(found, SetAside)
    assert "private network" in found.problem or "not known" in found.problem
