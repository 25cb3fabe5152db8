"""What a function writes goes to the log, each invocation's within a bound."""

import io
import logging
import sys
import time

import wire

LIMIT = 1 << 20
PIECE = 1 << 18


class _State:
    request_id = ""
    left = LIMIT


def begin(request_id):
    _State.request_id = request_id
    _State.left = LIMIT


def emit(data):
    if _State.left < 0:
        return
    _State.left -= len(data)
    if _State.left < 0:
        data = data[:_State.left] + "\n[output beyond {} bytes is dropped]\n".format(LIMIT).encode()
    for at in range(0, len(data), PIECE):
        wire.send(wire.LOG, 0, bytes(data[at:at + PIECE]))


class _Sink(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        emit(bytes(data))
        return len(data)


class _Stream(io.TextIOWrapper):
    """Nothing is kept back: a print that does not end its line is written too."""

    def write(self, text):
        count = super().write(text)
        self.flush()
        return count


class _Handler(logging.Handler):
    def emit(self, record):
        emit(self.format(record).encode(errors="backslashreplace"))


def _add_request_id(record):
    record.aws_request_id = _State.request_id
    return True


def error(document):
    """The way Lambda writes an error that a handler raised."""
    lines = ["[ERROR] {}: {}".format(document["errorType"], document["errorMessage"]), "Traceback (most recent call last):"]
    for entry in document["stackTrace"]:
        for line in entry.splitlines():
            text = line.lstrip(" ")
            lines.append("\u00a0" * (len(line) - len(text)) + text)
    emit(("\n".join(lines) + "\n").encode(errors="backslashreplace"))


def install():
    for name in ("stdout", "stderr"):
        setattr(sys, name, _Stream(io.BufferedWriter(_Sink()), encoding="utf-8", errors="backslashreplace", newline="\n"))
    logging.Formatter.converter = time.gmtime
    handler = _Handler()
    handler.setFormatter(logging.Formatter(
        "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n", "%Y-%m-%dT%H:%M:%S"))
    handler.addFilter(_add_request_id)
    logging.getLogger().addHandler(handler)
