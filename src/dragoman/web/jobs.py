"""Reading that goes on while the page shows what it has come to."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Generic, TypeVar

from dragoman.errors import DragomanError, NotFoundError

Made = TypeVar("Made")

KEPT = 50
"""How many jobs are remembered; the oldest that has ended is forgotten first."""


@dataclass(slots=True)
class Job(Generic[Made]):
    """One piece of work, with what it has come to."""

    id: str
    results: list[Made] = field(default_factory=list)
    doing: str = "starting"
    """What is being done now, for a person to read."""
    ended: bool = False
    fault: DragomanError | None = None
    """What ended it before its time."""


class Jobs(Generic[Made]):
    """The jobs of one server; each runs in a thread of its own."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job[Made]] = {}
        self._lock = Lock()

    def start(self, work: Callable[[Job[Made]], None]) -> Job[Made]:
        """Begin a job and return it at once; the work tells it what it does and what came of it."""
        job: Job[Made] = Job(secrets.token_urlsafe(9))
        with self._lock:
            self._jobs[job.id] = job
            for old in [one.id for one in self._jobs.values() if one.ended][: max(0, len(self._jobs) - KEPT)]:
                del self._jobs[old]

        def run() -> None:
            try:
                work(job)
            except DragomanError as error:
                job.fault = error
            except Exception as error:
                job.fault = DragomanError(
                    f"{type(error).__name__}: {error}", hint="this is a fault in Dragoman"
                )
            finally:
                job.ended = True

        Thread(target=run, name=f"job {job.id}", daemon=True).start()
        return job

    def find(self, id: str) -> Job[Made]:
        """Return the job. Raises: NotFoundError if it is not remembered."""
        with self._lock:
            if id not in self._jobs:
                raise NotFoundError("this reading is not remembered", hint="what it entered is in the ledger")
            return self._jobs[id]
