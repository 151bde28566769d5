"""Words of the discovery tests: add an account, run a discovery to its end."""

from typing import Any

from certwright import Api
from moto_aws import CREDENTIALS, Moto
from processes import wait_for


def access_key(**other: str) -> dict[str, str]:
    return {
        "method": "access_key",
        "access_key_id": CREDENTIALS["aws_access_key_id"],
        "secret_access_key": CREDENTIALS["aws_secret_access_key"],
        **other,
    }


def add_account(
    api: Api, name: str, moto: Moto, credential: dict[str, Any] | None = None, **settings: Any
) -> dict[str, Any]:
    body = {"name": name, "credential": credential or access_key(), "endpoint_url": moto.url, **settings}
    account: dict[str, Any] = api.post("/accounts", body)
    return account


def discover(api: Api, **request: Any) -> dict[str, Any]:
    """The report of a run that was started now and has ended."""
    path = f"/discovery_runs/{api.post('/discovery_runs', request)['id']}"
    wait_for("the end of the run", lambda: api.get(path)["state"] != "running", 120)
    report: dict[str, Any] = api.get(path)
    return report


def rows_of(api: Api, **filters: Any) -> dict[str, Any]:
    return {row["arn"]: row for row in api.all("/aws_certificates", limit=200, **filters)}


def scopes_of(run: dict[str, Any]) -> dict[str, Any]:
    """The lines of the run's report about ACM, by region."""
    return {scope["region"]: scope for scope in run["scopes"] if scope["service"] == "acm"}


def run_of(api: Api, run_id: str) -> dict[str, Any]:
    run: dict[str, Any] = api.get(f"/discovery_runs/{run_id}")
    return run
