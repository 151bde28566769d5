"""A file system of a few megabytes in a mount namespace of its own, that a test can fill up and make room on."""

import os
import pathlib
import subprocess


class SmallDisk:
    """Seen by programs that are started `within` it; the machine's own mounts stay as they are."""

    def __init__(self, mount_point: pathlib.Path, megabytes: int) -> None:
        mount_point.mkdir()
        self.path = mount_point
        mount = f'mount -t tmpfs -o size={megabytes}m tmpfs "{mount_point}" && echo mounted && exec sleep infinity'
        is_root = os.geteuid() == 0
        namespaces = ["--mount"] if is_root else ["--user", "--map-root-user", "--mount"]
        self._keeper = subprocess.Popen(
            ["unshare", *namespaces, "sh", "-c", mount], stdout=subprocess.PIPE, text=True
        )
        assert self._keeper.stdout is not None
        assert self._keeper.stdout.readline() == "mounted\n"
        entered = ["--mount"] if is_root else ["--user", "--preserve-credentials", "--mount"]
        self.within = ["nsenter", f"--target={self._keeper.pid}", *entered, "--"]
        self._ballast = pathlib.Path(f"/proc/{self._keeper.pid}/root{mount_point}") / "ballast"

    def fill(self) -> None:
        """To the last byte."""
        with self._ballast.open("ab", buffering=0) as ballast:
            for size in (1 << 20, 4096, 1):
                try:
                    while True:
                        ballast.write(b"\0" * size)
                except OSError:
                    continue

    def make_room(self) -> None:
        self._ballast.unlink()

    def remove(self) -> None:
        self._keeper.kill()
        self._keeper.wait()
        assert self._keeper.stdout is not None
        self._keeper.stdout.close()
