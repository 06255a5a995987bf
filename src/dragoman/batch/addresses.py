"""Object stores and other places that fsspec opens by an address: s3://, gs://, hdfs://, memory://, ..."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dragoman.errors import RunError

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def is_url(place: str) -> bool:
    """Return whether this is an address, not a path.

    Example:
        >>> is_url("s3://wire/2023/"), is_url("wire/2023")
        (True, False)
    """
    return bool(_URL.match(place))


def open_store(url: str) -> tuple[Any, str]:
    """Return the store of an address and the path within it.

    Raises: RunError if fsspec, or what it needs for such addresses, is not installed.
    """
    scheme, _, rest = url.partition("://")
    store = _store(scheme.lower(), rest.partition("/")[0] if scheme.lower() not in ("s3", "gs") else "")
    return store, str(store._strip_protocol(url)).rstrip("/")


@cache
def _store(scheme: str, host: str) -> Any:
    try:
        import fsspec

        if scheme in ("s3", "gs", "memory", "file"):
            return fsspec.filesystem(scheme, use_listings_cache=False)
        return fsspec.core.url_to_fs(f"{scheme}://{host}")[0]
    except ImportError as error:
        hint = "pip install 'dragoman[batch]', and fsspec's package for that kind of store"
        raise RunError(
            f"{error.name or 'fsspec'} is not installed", where=f"{scheme}://", hint=hint
        ) from error
    except ValueError as error:
        raise RunError(f"no such kind of address: {scheme}://", hint="s3://, gs://, hdfs://, ...") from error


def stored(store: Any, path: str) -> dict[str, Any]:
    """Return the files under a path of a store with what the store tells of them, by path, in order."""
    try:
        found = store.find(path, detail=True)
    except FileNotFoundError:
        return {}
    return dict(sorted(found.items()))


def mark(info: dict[str, Any]) -> str:
    """Return what changes when a stored file does: its ETag, or else its size and time."""
    tag = info.get("ETag") or info.get("etag") or info.get("md5Hash")
    if tag:
        return str(tag).strip('"')
    time = next((info[key] for key in ("LastModified", "mtime", "updated", "created") if info.get(key)), "")
    return f"{info.get('size')}-{time}"
