"""Fetching from addresses that people give, without letting anybody look into the network that the desk stands in.

Each host is resolved here, each of its addresses is checked, and the connection goes to the very address that was
checked: a name that means something else a moment later changes nothing. As a redirect is a new request, it is
checked as well.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

import httpx

from dragoman.errors import InputError

Resolve = Callable[[str, int], list[str]]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """The addresses that a host's name stands for; raises `OSError` where it stands for none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to a machine on the public internet, also when it hides in an IPv6 address."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


class PublicTransport(httpx.BaseTransport):
    """Sends requests to public addresses only; raises `InputError` for all others.

    `resolve` and `inner` stand in for name resolution and the network. Proxies of the environment are not used, because
    behind one nobody can say where a request ends.
    """

    def __init__(self, resolve: Resolve = resolve, inner: httpx.BaseTransport | None = None) -> None:
        self._resolve = resolve
        self._inner = inner or httpx.HTTPTransport(retries=0, trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Check where the request leads, and send it to the address that was checked."""
        url = request.url
        shown = f"{url.scheme}://{url.host}"
        if url.userinfo:
            raise InputError(shown, "an address with a name or password in it is not fetched.", "Take it out.")
        port = url.port or (443 if url.scheme == "https" else 80)
        try:
            addresses = self._resolve(url.host, port)
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError(f"the name {url.host} is not known", request=request) from error
        if not addresses or not all(is_public(address) for address in addresses):
            raise InputError(
                shown,
                "leads into a private network, which the desk does not look into.",
                "Save the page and give the file.",
            )
        problem: httpx.TransportError | None = None
        for address in addresses[:4]:
            sent = httpx.Request(
                request.method,
                url.copy_with(host=address),
                headers=request.headers,  # the Host header among them still names the host
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": url.host},
            )
            try:
                return self._inner.handle_request(sent)
            except httpx.ConnectError as error:
                problem = error
        assert problem is not None
        raise problem

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()
