"""The project's exceptions: *skip this story and record why*, or *stop the run*."""

from __future__ import annotations


class DragomanError(Exception):
    """Anything Dragoman refuses, with where it happened and what to try.

    Example:
        >>> str(DragomanError("the file is empty", where="a.txt", hint="give a file with a story in it"))
        'a.txt: the file is empty (give a file with a story in it)'
    """

    exit_code = 1

    def __init__(self, message: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head} ({self.hint})" if self.hint else head

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.where, self.hint)


def _rebuild(cls: type[DragomanError], message: str, where: str | None, hint: str | None) -> DragomanError:
    return cls(message, where=where, hint=hint)


class StoryError(DragomanError):
    """One story cannot be read: it is recorded with its reason, and the run goes on."""

    exit_code = 3


class RunError(DragomanError):
    """The run cannot go on: a wrong option, a ledger that cannot be opened, a missing model."""

    exit_code = 2


class LedgerError(RunError):
    """The ledger file cannot be opened, is locked, or was written by a newer version."""

    exit_code = 4


class NotFoundError(DragomanError):
    """What was asked for by id or name is not there."""

    exit_code = 5
