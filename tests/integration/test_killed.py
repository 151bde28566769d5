"""kill -9 at any instant of a discovery: after a restart the run completes, and no certificate is there twice."""

import pathlib
import random
import time

import pytest

from certwright import Server
from discovery import add_account, run_of
from estate import Seeded, import_certificate
from meddling_proxy import MeddlingProxy
from moto_aws import Moto
from processes import wait_for

REGIONS = [
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "eu-central-1",
    "eu-north-1",
    "sa-east-1",
    "ap-south-1",
    "ap-northeast-1",
]
KILLS = 10


@pytest.fixture(scope="module")
def estate(moto: Moto) -> list[Seeded]:
    return [
        import_certificate(moto, region, [f"host-{number}.{region}.example.com"])
        for region in REGIONS
        for number in range(6)
    ]


def test_a_server_killed_again_and_again_completes_its_runs(
    tmp_path: pathlib.Path, moto: Moto, estate: list[Seeded]
) -> None:
    seed = random.SystemRandom().getrandbits(32)
    print(f"instants of the kills are drawn with seed {seed}")
    instants = random.Random(seed)
    # One worker, so that each death costs one job its lease and the others go on at once.
    server = Server(tmp_path, {"CERTWRIGHT_DISCOVERY_WORKERS": "1"}).start()
    api = server.api(server.make_administrator())
    proxy = MeddlingProxy(moto.url, delay=0.05)
    add_account(api, "home", proxy, regions=REGIONS)
    runs = [api.post("/discovery_runs")["id"]]
    wait_for("the first region", lambda: proxy.calls["acm:ListCertificates"] > 0)
    for _ in range(KILLS):
        if run_of(api, runs[-1])["state"] != "running":
            runs.append(api.post("/discovery_runs", {"full": True})["id"])
        before = proxy.calls.total()
        wait_for("work", lambda before=before: proxy.calls.total() > before, 90)
        time.sleep(instants.uniform(0, 0.3))
        server.kill()
        server.start()
    for run_id in runs:
        wait_for("the end", lambda run_id=run_id: run_of(api, run_id)["state"] != "running", 180)
    proxy.stop()
    reports = [run_of(api, run_id) for run_id in runs]
    assert [run["state"] for run in reports] == ["completed"] * len(runs), reports
    assert [run["found"] for run in reports] == [len(estate)] * len(runs)
    assert [run["new"] for run in reports] == [len(estate)] + [0] * (len(runs) - 1), "each is new once"
    rows = api.all("/aws_certificates")
    assert sorted(row["arn"] for row in rows) == sorted(one.arn for one in estate)
    assert all(row["details_state"] == "complete" for row in rows)
    for row in rows:
        history = api.get(f"/aws_certificates/{row['id']}/history")["items"]
        assert [event["kind"] for event in history] == ["found"]
    assert api.get("/audit_events/verify")["broken_at"] is None
    assert {job["state"] for job in api.all("/jobs")} == {"completed"}
    assert server.stop() == 0
