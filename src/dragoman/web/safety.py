"""What stands between the desk and the rest of the world: hosts, token, forgery, policy, bounds."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
"""No inline script or style: story text that slips through as markup can do nothing."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}

COOKIE = "dragoman"
FORGERY_HEADER = "X-CSRF-Token"
MAX_BODY = 32 * 1024 * 1024
"""Units: bytes, of one request; a larger upload is refused."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_loopback(host: str) -> bool:
    """Return whether a server listening on this address is reached from this machine alone.

    Example:
        >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
        (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Guard:
    """Who may come in, and the secrets of one run of the server."""

    token: str | None = None
    """Asked of everyone when set; needed beyond loopback."""
    hosts: frozenset[str] = frozenset({"localhost", "127.0.0.1", "[::1]"})
    """Names under which the server may be addressed; another name is a rebinding attack. Empty: any."""
    max_body: int = MAX_BODY
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def forgery_token(self, session: str) -> str:
        """Return the word that a change must bring along, bound to the browser's session."""
        return hmac.new(self.secret, session.encode(), hashlib.sha256).hexdigest()

    def session_of(self, headers: Headers) -> str | None:
        """Return the session that the browser's cookie names, None without a sound one."""
        try:
            cookie = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return None
        session, _, sign = (cookie[COOKIE].value if COOKIE in cookie else "").partition(".")
        return session if session and hmac.compare_digest(sign, self._sign(session)) else None

    def cookie(self, session: str) -> str:
        """Return the cookie's header for a session."""
        return f"{COOKIE}={session}.{self._sign(session)}; Path=/; HttpOnly; SameSite=Strict"

    def admits(self, given: str) -> bool:
        """Return whether this is the token."""
        return self.token is not None and hmac.compare_digest(given.encode(), self.token.encode())

    def _sign(self, session: str) -> str:
        # A session made without the token must not open a server that asks for it.
        return hmac.new(self.secret, f"{self.token}|{session}".encode(), hashlib.sha256).hexdigest()[:32]


class Safety:
    """Middleware: refuses what the guard does not admit, and dresses every answer in the policy's headers."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self.app = app
        self.guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        session = self.guard.session_of(headers)
        bearer = self._bearer(headers)
        fresh = None
        if (refusal := self._refusal(scope, headers, session, bearer)) is not None:
            await refusal(scope, receive, _dressed(send, scope, None))
            return
        if session is None:
            fresh = session = secrets.token_urlsafe(16)
        if (entry := self._entry(scope)) is not None:
            await entry(scope, receive, _dressed(send, scope, self.guard.cookie(session)))
            return
        scope.setdefault("state", {})["csrf"] = self.guard.forgery_token(session)
        scope["state"]["bearer"] = bearer
        cookie = self.guard.cookie(fresh) if fresh and not bearer else None
        await self.app(scope, self._bounded(receive), _dressed(send, scope, cookie))

    def _refusal(
        self, scope: Scope, headers: Headers, session: str | None, bearer: bool
    ) -> PlainTextResponse | None:
        """Return why the request is turned away, None if it is not."""
        guard = self.guard
        if guard.hosts and _host(headers) not in guard.hosts:
            return PlainTextResponse("This server is not known by that name.\n", 421)
        if length := headers.get("content-length"):
            if not length.isdigit():
                return PlainTextResponse("The request's length is no number.\n", 400)
            if int(length) > guard.max_body:
                return PlainTextResponse(f"More than {guard.max_body:,} bytes cannot be sent at once.\n", 413)
        if guard.token is not None and session is None and not bearer and self._entry(scope) is None:
            return PlainTextResponse(
                "A token is needed: open the address that `dragoman serve` printed.\n",
                401,
                headers={"WWW-Authenticate": "Bearer"},
            )
        if scope["method"] not in SAFE_METHODS and not bearer and (why := self._forged(headers, session)):
            return PlainTextResponse(f"{why}\n", 403)
        return None

    def _forged(self, headers: Headers, session: str | None) -> str | None:
        """Return why a change may be another page's doing, None if it cannot be."""
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != headers.get("host"):
            return "A change can be asked for only from the desk's own pages."
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "A change can be asked for only from the desk's own pages."
        if session is None:
            return "The page is older than this run of the server: load it again."
        given = headers.get(FORGERY_HEADER)
        if given is None:
            return f"A change needs the header {FORGERY_HEADER}."
        if not hmac.compare_digest(given.encode(), self.guard.forgery_token(session).encode()):
            return "The page is older than this run of the server: load it again."
        return None

    def _bearer(self, headers: Headers) -> bool:
        kind, _, given = headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and self.guard.admits(given.strip())

    def _entry(self, scope: Scope) -> RedirectResponse | None:
        """Return the way in for a browser that brings the token in its address, the token taken out."""
        if self.guard.token is None or scope["method"] != "GET":
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if not any(name == "token" and self.guard.admits(value) for name, value in asked):
            return None
        rest = urlencode([(name, value) for name, value in asked if name != "token"])
        # One slash: "//elsewhere" would be another host.
        path = "/" + scope["path"].lstrip("/")
        return RedirectResponse(f"{path}?{rest}" if rest else path, 303)

    def _bounded(self, receive: Receive) -> Receive:
        """Return the receiver of a body that breaks off where it grows beyond the bound."""
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.guard.max_body:
                raise HTTPException(413, f"More than {self.guard.max_body:,} bytes cannot be sent at once.")
            return message

        return bounded


def _host(headers: Headers) -> str:
    """Return the name by which the server was addressed, without its port."""
    host = headers.get("host", "").lower()
    return host[: host.rindex("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]


def _dressed(send: Send, scope: Scope, cookie: str | None) -> Send:
    """Return the sender that adds the policy's headers, and a cookie if one is given."""

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if not scope["path"].startswith("/static/"):
                headers.setdefault("Cache-Control", "no-store")
            if cookie is not None:
                headers.append("Set-Cookie", cookie)
        await send(message)

    return dressed
