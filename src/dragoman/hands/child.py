"""The process that reads: orders from its standard input, what was read to its standard output."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from importlib import import_module
from typing import IO

from dragoman.errors import RunError
from dragoman.hands.messages import Begun, Ended, Made, Message, Order, Ready, Start, Stopped
from dragoman.pipeline import Reader


def main() -> None:
    """Read what is ordered until the orders end, or nobody listens any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever gave the orders ends this process
    orders = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    try:
        _serve(orders, answers)
    except (BrokenPipeError, EOFError):
        os._exit(0)


def _serve(orders: IO[bytes], answers: IO[bytes]) -> None:
    start: Start = pickle.load(orders)
    try:
        reader = make_reader(start)
        reader.warm()
        _send(answers, Ready(reader.version))
        while True:
            _read(reader, pickle.load(orders), answers)
    except RunError as error:
        _send(answers, Stopped(error))


def make_reader(start: Start) -> Reader:
    """Return the reader that an order names.

    Raises: RunError if there is none of that name.
    """
    module, _, name = start.reader.partition(":")
    try:
        made = getattr(import_module(module), name)(start.settings)
    except (ImportError, AttributeError) as error:
        what = f"there is no reader {start.reader}: {error}"
        raise RunError(what, hint="name one as module:function") from error
    if not isinstance(made, Reader):
        raise RunError(f"{start.reader} makes no reader", hint="let it return a dragoman.Reader")
    return made


def _read(reader: Reader, order: Order, answers: IO[bytes]) -> None:
    for number, job in enumerate(reader.jobs(order.file, order.asked)):
        if number >= order.skip:
            _send(answers, Begun(job.source))
            _send(answers, Made(job.do()))
    _send(answers, Ended())


def _send(answers: IO[bytes], message: Message) -> None:
    pickle.dump(message, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()
