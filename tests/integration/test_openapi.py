"""The OpenAPI document, judged by a validator that nobody here wrote."""

import json
import pathlib
from typing import Any

import requests
from openapi_spec_validator import OpenAPIV31SpecValidator

from certwright import Server

COMMITTED = pathlib.Path(__file__).parents[2] / "docs" / "openapi.json"


def written(api: dict[str, Any]) -> str:
    """The document as docs/openapi.json holds it; the version there says nothing about the routes."""
    return json.dumps({**api, "info": {**api["info"], "version": "1"}}, indent=1, ensure_ascii=False) + "\n"


def document(server: Server) -> dict[str, Any]:
    answer = requests.get(f"{server.url}/api/v1/openapi.json", timeout=30)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    return answer.json()


def test_the_document_is_valid_openapi_3_1(server: Server) -> None:
    api = document(server)
    assert api["openapi"] == "3.1.0"
    assert [str(problem) for problem in OpenAPIV31SpecValidator(api).iter_errors()] == []


def test_the_committed_document_is_the_served_one(server: Server) -> None:
    assert COMMITTED.read_text() == written(document(server)), "tools/openapi.sh writes it anew"


def test_the_document_names_every_resource_of_the_first_version(server: Server) -> None:
    paths = document(server)["paths"]
    for path in [
        "/api/v1/session",
        "/api/v1/tokens/{id}",
        "/api/v1/users",
        "/api/v1/accounts/{id}",
        "/api/v1/aws_certificates/{id}/history",
        "/api/v1/discovery_runs/{id}/events",
        "/api/v1/jobs/{id}/cancel",
        "/api/v1/audit_events/verify",
        "/healthz",
    ]:
        assert path in paths, path


def test_every_get_route_without_parameters_that_is_closed_refuses_strangers(server: Server) -> None:
    for path, operations in document(server)["paths"].items():
        get = operations.get("get")
        if get is None or "{" in path or get.get("security") == []:
            continue
        answer = requests.get(server.url + path, timeout=30)
        assert answer.status_code == 401, path
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["fault"] == "unauthenticated"
