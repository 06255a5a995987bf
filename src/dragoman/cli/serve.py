"""`dragoman serve`: the ledger in the browser."""

from __future__ import annotations

import secrets
import webbrowser
from typing import Annotated

import typer

from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption, day
from dragoman.cli.screen import write

EXAMPLES = """\b
Examples:
  dragoman serve
  dragoman serve --ledger wire.duckdb --port 8700 --open
  dragoman serve --host 0.0.0.0 --token "$(openssl rand -hex 16)"
"""


def serve(
    ledger: LedgerOption = DEFAULT_LEDGER,
    host: Annotated[
        str, typer.Option(help="The address to listen on; beyond this machine a token is asked for.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8642,
    token: Annotated[
        str | None, typer.Option(envvar="DRAGOMAN_TOKEN", help="What a browser or program must bring.")
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="A host name under which the desk is reached; may be repeated."),
    ] = None,
    today: Annotated[
        str | None, typer.Option("--today", metavar="DAY", help="The day that counts as today.")
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> int:
    """Open the ledger in the browser: what is new, what is due, stories, events, map, review."""
    import socket

    import uvicorn

    from dragoman.errors import RunError
    from dragoman.ledger import Ledger
    from dragoman.web.app import create
    from dragoman.web.desk import Desk
    from dragoman.web.safety import Guard, is_loopback

    outside = not is_loopback(host)
    if outside and token is None:
        token = secrets.token_urlsafe(24)
    with Ledger.open(ledger):
        pass  # Made if there is none; whatever is wrong with it is told now, not on the first page.
    hosts = frozenset({"localhost", "127.0.0.1", "[::1]", *(n.lower() for n in name or ())})
    guard = Guard(token=token, hosts=frozenset() if outside and not name else hosts)
    app = create(Desk(ledger, day(today) if today else None), guard)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        what = f"cannot listen on {host} port {port}: {error.strerror}"
        raise RunError(what, hint="another --port, or --port 0 for a free one") from error
    shown = "127.0.0.1" if host in ("0.0.0.0", "localhost") else f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    write(f"The desk is at {address}{f'?token={token}' if token else ''}\nCtrl-C ends it.\n")
    if open_browser:
        webbrowser.open(f"{address}{f'?token={token}' if token else ''}")
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, access_log=False))
    server.run(sockets=[listening])
    return 0
