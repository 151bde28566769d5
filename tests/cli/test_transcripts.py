"""Runs every transcript on a server and an AWS of its own."""

import os
import pathlib
import subprocess

import pytest

import transcript
from certwright import PASSWORD, Server, binary
from estate import import_certificate, private_certificate, server_certificate
from moto_aws import CREDENTIALS, Moto

TRANSCRIPTS = sorted((pathlib.Path(__file__).parent / "transcripts").glob("*.txt"))


def seed(moto: Moto) -> dict[str, str]:
    """A few certificates, the ARNs of which the transcripts know as variables."""
    return {
        "SHOP_ARN": import_certificate(
            moto, "eu-west-1", ["shop.example.com", "www.shop.example.com"], tags={"team": "shop"}
        ).arn,
        "API_ARN": import_certificate(moto, "us-east-1", ["api.example.com"], "RSA_4096").arn,
        "PRIVATE_ARN": private_certificate(moto, "eu-west-1", "db.internal.example").arn,
        "LEGACY_ARN": server_certificate(moto, "legacy", ["legacy.example.com"]).arn,
    }


@pytest.fixture
def environment(moto: Moto, server: Server, token: str, tmp_path: pathlib.Path) -> dict[str, str]:
    (tmp_path / "secret.txt").write_text(CREDENTIALS["aws_secret_access_key"] + "\n")
    (tmp_path / "password.txt").write_text(PASSWORD + "\n")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "certwright").symlink_to(binary())
    return {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
        "CERTWRIGHT_URL": server.url,
        "CERTWRIGHT_TOKEN": token,
        "MOTO_URL": moto.url,
        "SERVER_URL": server.url,
        "DATA_DIR": str(server.data),
        **seed(moto),
    }


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path: pathlib.Path, environment: dict[str, str], tmp_path: pathlib.Path) -> None:
    steps = transcript.read(path)
    assert steps
    for step in steps:
        done = subprocess.run(
            ["bash", "-c", step.command],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # no terminal to ask on, wherever the tests run
            check=False,
        )
        told = f"{path.name}:{step.line}: {step.command}\nexit code {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert done.returncode == step.code, told
        assert transcript.matches(step.output, done.stdout), told
        assert transcript.matches(step.errors, done.stderr), told
