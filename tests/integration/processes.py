"""Starting programs on free loopback ports, waiting until they answer, ending them."""

import pathlib
import random
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from typing import ClassVar

# Below the ports that the kernel gives to outgoing connections (from 32768): one of those can be taken
# between the probe and the program that shall listen on it.
PORTS = range(10_000, 32_000)
# Several test processes look at once: each in an order of its own.
_any_port = random.Random()
_given: set[int] = set()


def free_port() -> int:
    return free_ports(1)


def free_ports(count: int) -> int:
    """The first of so many in a row that nobody listens on, on loopback, and that were not given before."""
    for _ in range(1000):
        first = _any_port.randrange(PORTS.start, PORTS.stop - count)
        ports = range(first, first + count)
        if _given.isdisjoint(ports) and all(map(_can_be_listened_on, ports)):
            _given.update(ports)
            return first
    raise AssertionError(f"no {count} free ports in a row in {PORTS}")


def _can_be_listened_on(port: int) -> bool:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        with socket.socket(socket.AF_INET, kind) as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                return False
    return True


def wait_for(what: str, condition: Callable[[], bool], seconds: float = 30) -> None:
    """Polls until the condition holds; an OSError (nobody listens yet) counts as not yet."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if condition():
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds} s in vain for {what}")


class Process:
    """A program that runs until the test ends it; what it prints goes to a file."""

    started: ClassVar[list["Process"]] = []

    def __init__(self, arguments: list[str], log: pathlib.Path, environment: dict[str, str]) -> None:
        self.log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                arguments, stdout=output, stderr=output, stdin=subprocess.DEVNULL, env=environment
            )
        Process.started.append(self)

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_running(self) -> bool:
        return self._process.poll() is None

    def wait_until(self, what: str, ready: Callable[[], bool], seconds: float = 30) -> None:
        def ready_or_dead() -> bool:
            assert self.is_running(), (
                f"it ended with {self._process.returncode}:\n{self.log.read_text()[-4000:]}"
            )
            return ready()

        wait_for(what, ready_or_dead, seconds)

    def kill(self) -> None:
        """SIGKILL: nothing of it gets a chance to tidy up."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> int:
        """SIGTERM, as an operator would; the exit status."""
        if self.is_running():
            self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
