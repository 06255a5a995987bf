"""Where notices go: standard output, a file, a webhook, e-mail."""

from __future__ import annotations

import hashlib
import hmac
import json
import smtplib
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from dragoman.errors import RunError
from dragoman.export.wording import clean
from dragoman.model import content_hash
from dragoman.watch.changes import Notice
from dragoman.watch.message import as_data, as_text, subject

SECRET = "DRAGOMAN_WEBHOOK_SECRET"
SMTP = "DRAGOMAN_SMTP"
SENDER = "DRAGOMAN_MAIL_FROM"
"""Names of environment variables: what webhooks are signed with, the mail server, the sender's address."""

SIGNATURE = "X-Dragoman-Signature"
DELIVERY = "X-Dragoman-Delivery"
PAUSES = (1.0, 4.0)
"""Units: seconds between attempts at a webhook or mail server."""
_LONGEST_PAUSE = 30.0
_SECONDS = 15.0
_BUSY = 429


class Channel(Protocol):
    """One place to tell."""

    @property
    def name(self) -> str:
        """Return what tells it from others; it holds no secret."""

    def tell(self, notices: Sequence[Notice], today: Any) -> str | None:
        """Tell all of these; return why that failed, if it did."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Standard output: text for a person, or JSON lines."""

    write: Callable[[str], None]
    as_json: bool = False
    name: str = "stdout"

    def tell(self, notices: Sequence[Notice], today: Any) -> str | None:
        """Print them."""
        for notice in notices:
            self.write(_line(notice, today) if self.as_json else f"{as_text(notice)}\n")
        return None


@dataclass(frozen=True, slots=True)
class Filed:
    """A file, one JSON object a line, added at its end."""

    path: Path
    name: str

    def tell(self, notices: Sequence[Notice], today: Any) -> str | None:
        """Add them."""
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write("".join(_line(notice, today) for notice in notices))
        except OSError as error:
            return f"cannot be written: {error.strerror or error}"
        return None


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that takes each notice as JSON; signed where there is a secret.

    The signature is `t=SECONDS,v1=HEX`: HMAC-SHA256 of the seconds, a dot, and the body. A notice keeps its
    `X-Dragoman-Delivery` over all attempts, so that the receiver can tell repetitions.
    """

    url: str
    name: str
    secret: str | None
    pauses: Sequence[float] = PAUSES

    def tell(self, notices: Sequence[Notice], today: Any) -> str | None:
        """Post them one by one; the first that cannot be delivered ends it."""
        import httpx

        with httpx.Client(timeout=_SECONDS, follow_redirects=False) as asking:
            for notice in notices:
                if fault := self._deliver(asking, _line(notice, today).encode("utf-8")):
                    return fault
        return None

    def _deliver(self, asking: Any, body: bytes) -> str | None:
        import httpx

        delivery = content_hash("delivery", self.url, body.decode("utf-8"))
        fault = ""
        for pause in (*self.pauses, None):
            headers = {"Content-Type": "application/json; charset=utf-8", DELIVERY: delivery}
            if self.secret:
                headers[SIGNATURE] = signature(self.secret, int(time.time()), body)
            wait = pause
            try:
                answer = asking.post(self.url, content=body, headers=headers)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                fault = f"{error or type(error).__name__}"[:200]
            else:
                if answer.is_success:
                    return None
                fault = f"it answered {answer.status_code} {answer.reason_phrase}".strip()
                if answer.status_code < 500 and answer.status_code != _BUSY:
                    return fault
                asked = answer.headers.get("Retry-After", "")
                if pause is not None and asked.isascii() and asked.isdecimal():
                    wait = min(max(pause, float(asked[:6])), _LONGEST_PAUSE)
            if wait is not None:
                time.sleep(wait)
        return fault


@dataclass(frozen=True, slots=True)
class Mail:
    """E-mail, one message for all notices of a round."""

    to: str
    name: str
    server: str
    """`smtp://USER:PASSWORD@HOST:PORT`, or `smtps://`."""
    sender: str
    pauses: Sequence[float] = PAUSES

    def tell(self, notices: Sequence[Notice], today: Any) -> str | None:
        """Send them."""
        message = EmailMessage()
        message["From"] = self.sender
        message["To"] = self.to
        message["Subject"] = clean(subject(notices))
        message.set_content("\n\n".join(as_text(notice) for notice in notices) + "\n")
        fault = ""
        for pause in (*self.pauses, None):
            try:
                self._send(message)
                return None
            except smtplib.SMTPResponseException as error:
                fault = f"the mail server answered {error.smtp_code}"
                if error.smtp_code >= 500:
                    return fault
            except (smtplib.SMTPException, OSError) as error:
                fault = f"the mail server cannot be used: {error or type(error).__name__}"[:200]
            if pause is not None:
                time.sleep(pause)
        return fault

    def _send(self, message: EmailMessage) -> None:
        at = urlsplit(self.server)
        host = at.hostname or "localhost"
        if at.scheme == "smtps":
            context = ssl.create_default_context()
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, at.port or 465, timeout=_SECONDS, context=context)
        else:
            server = smtplib.SMTP(host, at.port or 25, timeout=_SECONDS)
        with server:
            server.ehlo()
            if at.scheme == "smtp" and server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
            if at.username:
                server.login(unquote(at.username), unquote(at.password or ""))
            server.send_message(message)


def signature(secret: str, seconds: int, body: bytes) -> str:
    """Return how a body is signed at a moment.

    Example:
        >>> signature("key", 1, b"{}")[:12]
        't=1,v1=1ba6b'
    """
    digest = hmac.new(secret.encode("utf-8"), f"{seconds}.".encode() + body, hashlib.sha256)
    return f"t={seconds},v1={digest.hexdigest()}"


def channel(
    asked: str, environment: Mapping[str, str], write: Callable[[str], None], as_json: bool
) -> Channel:
    """Return the channel that `stdout`, `file:PATH`, `webhook:URL` or `mailto:ADDRESS` names.

    Raises: RunError if it names none.
    """
    kind, colon, rest = asked.partition(":")
    if asked == "stdout":
        return Printed(write, as_json)
    if kind == "file" and rest:
        return Filed(Path(rest), asked)
    if kind == "webhook" and urlsplit(rest).scheme in ("http", "https") and urlsplit(rest).hostname:
        parts = urlsplit(rest)
        return Webhook(rest, f"webhook:{parts.hostname}{parts.path}", environment.get(SECRET))
    if kind == "mailto" and "@" in rest and not set(rest) & set(" \r\n,;<>"):
        server = environment.get(SMTP) or "smtp://localhost"
        if urlsplit(server).scheme not in ("smtp", "smtps"):
            raise RunError(f"{SMTP} names no mail server", hint="write it like smtp://host:25")
        return Mail(rest, asked, server, environment.get(SENDER) or "dragoman@localhost")
    del colon
    hint = "write stdout, file:PATH, webhook:https://..., or mailto:someone@example.org"
    raise RunError(f"nobody can be told at {asked!r}", hint=hint)


def _line(notice: Notice, today: Any) -> str:
    return f"{json.dumps(as_data(notice, today), ensure_ascii=False)}\n"
