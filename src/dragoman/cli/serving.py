"""`dragoman desk`: the desk on an address of this machine, with the key that opens it."""

from __future__ import annotations

import gc
import getpass
import logging
import os
import socket
import sys
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

LOOPBACK = "127.0.0.1"
PASSWORD = "DRAGOMAN_DESK_PASSWORD"
"""The environment variable that may hold the password."""
SHORTEST_PASSWORD = 10
_TRIED_PORTS = 20


def serve(
    archive: Path, *, host: str | None, port: int | None, browser: bool, say: Callable[[str], None] = print
) -> None:
    """Serve the desk until it is interrupted.

    Without `host` it listens on this machine alone and is opened by a token that is made for this start. With a host
    it can be reached by others, so it wants a password, from the variable `PASSWORD` or asked for. Raises `UsageError`
    for a port that is taken or a host that isn't this machine's, `ArchiveError` for an archive that cannot be used.
    """
    import uvicorn

    from dragoman.desk.app import make_app
    from dragoman.desk.security import Key, new_token
    from dragoman.desk.settings import Settings

    if host is None:
        token = new_token()
        hosts: tuple[str, ...]
        key, hosts = Key.token(token), ("127.0.0.1", "localhost", "::1")
    else:
        token = ""
        key, hosts = Key.password(_password()), ()
    listening = _listen(host or LOOPBACK, port)
    taken = listening.getsockname()[1]
    settings = Settings(key=key, hosts=hosts, cookie=f"dragoman-{taken}")
    app = make_app(archive, settings)
    shown = f"[{host}]" if host and ":" in host else host or LOOPBACK
    address = f"http://{shown}:{taken}/"
    say(f"The desk is open on {archive}:\n\n  {address}{f'?token={token}' if token else ''}\n")
    if host is None:
        say("Only this machine can reach it, and only with this address: the token in it is new at each start.")
    else:
        say(
            "Whoever can reach this address and has the password can read the archive and add to it. The connection is "
            "not encrypted: over a network that is not yours, put it behind a server that speaks https."
        )
    say("Ctrl+C closes it.")
    sys.stdout.flush()
    if browser and token:
        threading.Timer(0.5, webbrowser.open, (f"{address}?token={token}",)).start()
    logging.basicConfig(level=logging.WARNING, format="dragoman: %(message)s")
    # What is loaded stays; what requests leave behind is cleared away often, because this process stays, too.
    gc.collect()
    gc.freeze()
    gc.set_threshold(2_000, 10, 10)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, lifespan="on", server_header=False, timeout_graceful_shutdown=3
    )
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int | None) -> socket.socket:
    """A socket on the port, or without one on the first that is free from 8720 on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    wanted = [port] if port is not None else range(8720, 8720 + _TRIED_PORTS)
    problem: OSError | None = None
    for one in wanted:
        made = socket.socket(family, socket.SOCK_STREAM)
        if os.name != "nt":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((host, one))
            made.listen(128)
        except (OSError, OverflowError) as error:
            made.close()
            problem = error if isinstance(error, OSError) else OSError(str(error))
            continue
        return made
    raise UsageError(
        f"The desk cannot listen on {host}:{port if port is not None else '8720–8739'} ({problem}). "
        "Name another port with --port, or another address of this machine with --host."
    )


def _password() -> str:
    given = os.environ.get(PASSWORD)
    if given is None:
        if not sys.stdin.isatty():
            raise UsageError(f"--host lets others in, so the desk needs a password: set {PASSWORD}.")
        given = getpass.getpass("A password for the desk: ")
        if getpass.getpass("The same again: ") != given:
            raise UsageError("The two passwords differ.")
    if len(given) < SHORTEST_PASSWORD:
        raise UsageError(f"The password is too short; take {SHORTEST_PASSWORD} characters or more.")
    return given
