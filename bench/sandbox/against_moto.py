#!/usr/bin/env python3
"""How many times as fast as moto the sandbox answers; the goal is 20 times.

Both hold the same 1000 imported certificates and answer the same bytes on the same number of connections, by
turns. Told are calls a second as a client sees them, and the servers' own processor time for a call, which other
work on the machine hardly changes.
"""

import argparse
import base64
import json
import os
import pathlib
import statistics
import sys
import tempfile
import time
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/integration"), str(ROOT / "tests/sandbox")]

from acm.emulator import FOOBAR, Sandbox  # noqa: E402
from chains import make  # noqa: E402
from moto_aws import CREDENTIALS, Moto  # noqa: E402
from raw_http import Connection, Peer, signed_request  # noqa: E402

GOAL = 20
CERTIFICATES = 1000
CONNECTIONS = 4


class Turn(NamedTuple):
    calls: int
    seconds: float
    processor_seconds: float


class Question(NamedTuple):
    name: str
    operation: str
    body: bytes
    rows: int


def main() -> None:
    settings = arguments()
    os.environ.setdefault("CERTWRIGHT_MOTO", str(pathlib.Path(sys.executable).with_name("moto_server")))
    with tempfile.TemporaryDirectory() as directory:
        sandbox = Sandbox(pathlib.Path(directory), ["--no-quotas", "--no-skew-check"])
        moto = Moto(pathlib.Path(directory))
        try:
            compare(peers(sandbox, moto), settings)
        finally:
            sandbox.stop()
            moto.stop()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--seconds", type=float, default=2.0, help="of each turn")
    parser.add_argument("--turns", type=int, default=5, help="of each of the two")
    return parser.parse_args()


def peers(sandbox: Sandbox, moto: Moto) -> list[Peer]:
    key, secret = CREDENTIALS["aws_access_key_id"], CREDENTIALS["aws_secret_access_key"]
    return [
        Peer("sandbox", sandbox.url, FOOBAR.access, FOOBAR.secret, sandbox.pid),
        Peer("moto", moto.url, key, secret, moto.pid),
    ]


def compare(both: list[Peer], settings: argparse.Namespace) -> None:
    arns = {peer.name: fill(peer) for peer in both}
    for make_question in (describe, list_page):
        questions = {peer.name: make_question(arns[peer.name]) for peer in both}
        turns: dict[str, list[Turn]] = {peer.name: [] for peer in both}
        for _ in range(settings.turns):
            for peer in both:
                turns[peer.name].append(ask(peer, questions[peer.name], settings.seconds))
        tell(questions["sandbox"].name, turns)


def fill(peer: Peer) -> str:
    """The ARN of the last of the certificates."""
    made = make(["site.test", "www.site.test"], key_type="RSA_2048", usage=["digital_signature"])
    body = {"Certificate": base64.b64encode(made.pem).decode()}
    body["PrivateKey"] = base64.b64encode(made.key_pem).decode()
    request = signed_request(peer, "ImportCertificate", json.dumps(body).encode())
    connection = Connection(peer)
    for _ in range(CERTIFICATES):
        connection.send(request)
        answer = connection.receive()
    connection.close()
    return json.loads(answer)["CertificateArn"]


def describe(arn: str) -> Question:
    return Question(
        "DescribeCertificate", "DescribeCertificate", json.dumps({"CertificateArn": arn}).encode(), 1
    )


def list_page(_: str) -> Question:
    body = json.dumps({"MaxItems": CERTIFICATES}).encode()
    return Question(f"ListCertificates, {CERTIFICATES} rows", "ListCertificates", body, CERTIFICATES)


def ask(peer: Peer, question: Question, seconds: float) -> Turn:
    """As often as it answers in this time, every connection with one call under way."""
    request = signed_request(peer, question.operation, question.body)
    connections = [Connection(peer) for _ in range(CONNECTIONS)]
    for connection in connections:
        connection.send(request)
    check(question, connections[0].receive())
    connections[0].send(request)
    calls, used, started = 0, peer.processor_seconds(), time.perf_counter()
    while time.perf_counter() - started < seconds:
        for connection in connections:
            connection.receive()
            connection.send(request)
            calls += 1
    turn = Turn(calls, time.perf_counter() - started, peer.processor_seconds() - used)
    for connection in connections:
        connection.receive()
        connection.close()
    return turn


def check(question: Question, body: bytes) -> None:
    answer = json.loads(body)
    rows = len(answer.get("CertificateSummaryList", [answer.get("Certificate")]))
    if rows != question.rows:
        raise SystemExit(f"{question.name}: {rows} rows")


def tell(name: str, turns: dict[str, list[Turn]]) -> None:
    rates = {peer: statistics.median(one.calls / one.seconds for one in each) for peer, each in turns.items()}
    costs = {
        peer: sum(one.processor_seconds for one in each) / sum(one.calls for one in each)
        for peer, each in turns.items()
    }
    by_rate, by_cost = rates["sandbox"] / rates["moto"], costs["moto"] / costs["sandbox"]
    print(
        f"{name:30} {rates['sandbox']:9.1f} to {rates['moto']:6.2f} calls/s: {by_rate:6.1f} x moto;"
        f" processor {costs['sandbox'] * 1e6:8.0f} to {costs['moto'] * 1e6:8.0f} us: {by_cost:6.1f} x;"
        f" goal {GOAL} x: {'held' if by_rate >= GOAL else 'MISSED'}"
    )


if __name__ == "__main__":
    main()
