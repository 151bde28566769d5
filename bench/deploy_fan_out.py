#!/usr/bin/env python3
"""Many certificates deployed to many regions by the real server, at AWS's quotas: the sandbox is AWS.

Told are the time as a ratio to the shortest that the quota of ImportCertificate allows, the calls, and both processes'
processor time, as they share the machine. Every region is then asked what it serves.
"""

import argparse
import datetime
import os
import pathlib
import sys
import tempfile
import time
from collections import Counter

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests/integration"), str(ROOT / "bench/sandbox")]

from authority import Authority  # noqa: E402
from aws_sandbox import Sandbox  # noqa: E402
from certificates import private_key  # noqa: E402
from certwright import Api, Cli, Server  # noqa: E402
from deploying import WORLD, add_account, arns_in  # noqa: E402
from raw_http import processor_seconds  # noqa: E402

# Published, for each region. https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
IMPORTS_A_SECOND = 1
# Off in a new account; with the seventeen that are on, the thirty-four of 2026.
OPT_IN_REGIONS = [
    "af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5",
    "ap-southeast-6", "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1",
    "me-central-1", "me-south-1", "mx-central-1",
]  # fmt: skip
UNDER_WAY = ["waiting", "looking", "importing", "verifying", "putting_back"]
LIFETIME = datetime.timedelta(days=90)


def main() -> None:
    settings = arguments()
    for name, program in (("BINARY", "certwright"), ("SANDBOX_BINARY", "certwright-sandbox")):
        os.environ.setdefault(f"CERTWRIGHT_{name}", str(ROOT / "build/release" / program))
    with tempfile.TemporaryDirectory() as scratch:
        directory = pathlib.Path(scratch)
        [account] = WORLD["accounts"]
        world = {"accounts": [account | {"regions": OPT_IN_REGIONS}]}
        aws = Sandbox(directory, world, settings.quota_scale)
        server = Server(directory, {"CERTWRIGHT_AWS_QUOTA_SCALE": str(settings.quota_scale)}).start()
        try:
            deploy(aws, server, settings)
        finally:
            server.stop()
            aws.process.stop()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--certificates", type=int, default=200)
    parser.add_argument("--regions", type=int, default=34)
    parser.add_argument("--quota-scale", type=float, default=1.0, help="times the published rates")
    return parser.parse_args()


def deploy(aws: Sandbox, server: Server, settings: argparse.Namespace) -> None:
    token = server.make_administrator()
    cli, api = Cli(server.url, token), server.api(token)
    add_account(cli, aws, server.directory)
    regions = cli.json("account", "test", "demo")["regions"]["enabled"][: settings.regions]
    names = bring(cli, server.directory, settings.certificates)
    aws.forget_calls()
    processes = (server.pid, aws.process.pid)
    used = [processor_seconds(pid) for pid in processes]
    started = time.monotonic()
    for name in names:
        api.post("/deployments", {"certificate": name, "account": "demo", "regions": regions})
    ordered = time.monotonic() - started
    wait_for_all(api, len(names) * len(regions))
    took = time.monotonic() - started
    spent = [processor_seconds(pid) - before for pid, before in zip(processes, used, strict=True)]
    tell(took, ordered, spent, len(names), len(regions), settings.quota_scale)
    calls: Counter[str] = Counter()
    for row in aws.told("calls"):
        calls[row["operation"]] += row["calls"]
    print(f"calls       {calls.total() / (len(names) * len(regions)):.2f} a deployment: {dict(calls)}")
    held = {region: len(arns_in(aws, region)) for region in regions}
    assert set(held.values()) == {len(names)}, held


def bring(cli: Cli, directory: pathlib.Path, count: int) -> list[str]:
    authority = Authority("Bench")
    names = [f"shop-{number}.example.com" for number in range(count)]
    for name in names:
        private_key.cache_clear()  # each its own, as users have it
        issued = authority.issue([name], LIFETIME)
        bundle = directory / "bundle.pem"
        bundle.write_bytes(issued.certificate + authority.chain + issued.private_key)
        cli.run("cert", "import", "--name", name, "--pem", str(bundle))
    return names


def wait_for_all(api: Api, count: int) -> None:
    while True:
        time.sleep(1)
        if api.get("/deployments", state="failed", limit=1)["items"]:
            raise SystemExit(f"failed: {api.get('/deployments', state='failed', limit=1)['items'][0]}")
        if not any(api.get("/deployments", state=state, limit=1)["items"] for state in UNDER_WAY):
            break
    assert len(api.all("/deployments", state="deployed", limit=200)) == count


def tell(
    took: float, ordered: float, spent: list[float], certificates: int, regions: int, quota_scale: float
) -> None:
    # A second's worth may go at once.
    bound = max(0.001, certificates / (IMPORTS_A_SECOND * quota_scale) - 1)
    print(f"deployments {certificates} certificates in {regions} regions, ordered in {ordered:.1f} s")
    print(
        f"done        {took:.1f} s after the first order: {took / bound:.2f} x the {bound:.1f} s that the quota allows"
    )
    print(f"server      {spent[0]:.1f} s of processor time")
    print(f"sandbox     {spent[1]:.1f} s of processor time")


if __name__ == "__main__":
    main()
