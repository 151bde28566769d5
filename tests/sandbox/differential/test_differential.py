"""One script of some hundred calls, put to moto and to the sandbox: where their answers differ is on a list.

The list is in differences/*.yaml. Each entry says why the sandbox's answer is AWS's, and what shows it:
aws-rules (a collection of AWS's rules, by section), aws-recorded (answers of the real AWS) or a page of AWS.
A difference that is on no list fails, and so does an entry for what is no difference any more.
"""

import os
import pathlib
import sys
from collections.abc import Iterator

import pytest

from acm.emulator import FOOBAR, Sandbox
from moto_aws import CREDENTIALS, Moto

from .comparison import Difference, differences, known_differences
from .recorder import Recorder, Service
from .script import SCENES, Scene

HERE = pathlib.Path(__file__).parent
KNOWN = known_differences(HERE / "differences")


class Services:
    """moto twice, because what makes it issue certificates is settled when it starts."""

    def __init__(self, directory: pathlib.Path) -> None:
        os.environ.setdefault("CERTWRIGHT_MOTO", str(pathlib.Path(sys.executable).with_name("moto_server")))
        fixture = str(HERE / "fixture.json")
        self._sandbox = Sandbox(directory, ["--no-quotas", "--fixture", fixture])
        self._sandbox.hurry()
        self._patient = Moto(directory, settings={"MOTO_ACM_VALIDATION_WAIT": "100000"})
        self._hasty = Moto(directory, settings={"MOTO_ACM_VALIDATION_WAIT": "0"})

    def differences(self, scene: Scene) -> list[Difference]:
        moto = self._hasty if scene.issues else self._patient
        keys = CREDENTIALS["aws_access_key_id"], CREDENTIALS["aws_secret_access_key"]
        told = play(scene, moto, Service(moto.url, *keys, proves=False))
        answered = play(
            scene, self._sandbox, Service(self._sandbox.url, FOOBAR.access, FOOBAR.secret, proves=True)
        )
        assert told.keys() == answered.keys()
        return [found for step in told for found in differences(step, told[step], answered[step])]

    def stop(self) -> None:
        for process in (self._sandbox, self._patient, self._hasty):
            process.stop()


def play(scene: Scene, process: Moto | Sandbox, service: Service) -> dict[str, dict[str, str]]:
    process.reset()
    recorder = Recorder(service, scene.name)
    scene.run(recorder)
    return recorder.answers


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[Difference]]]:
    services = Services(tmp_path_factory.mktemp("differential"))
    yield {scene.name: services.differences(scene) for scene in SCENES}
    services.stop()


@pytest.mark.parametrize("scene", [scene.name for scene in SCENES])
def test_every_difference_is_listed(found: dict[str, list[Difference]], scene: str) -> None:
    unlisted = [one for one in found[scene] if not any(known.covers(one) for known in KNOWN)]

    assert not unlisted, "\n".join(map(str, unlisted))


def test_every_listed_difference_occurs(found: dict[str, list[Difference]]) -> None:
    seen = [one for scene in found.values() for one in scene]
    unseen = [known for known in KNOWN if not any(known.covers(one) for one in seen)]

    assert not unseen, "\n".join(map(str, unseen))


def test_every_entry_says_why() -> None:
    assert all(known.why.strip() and known.evidence.strip() for known in KNOWN)
