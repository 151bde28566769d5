"""Identities. The role exists in the sandbox by its fixture; moto lets anyone be anything."""

from typing import Any

from ..recorder import ACCOUNT, Recorder

ASSUME = "sts.AssumeRole"
ROLE = {"RoleArn": f"arn:aws:iam::{ACCOUNT}:role/certwright", "RoleSessionName": "session"}
REFUSED: dict[str, dict[str, Any]] = {
    "nobody's role": {**ROLE, "RoleArn": f"arn:aws:iam::{ACCOUNT}:role/nobody"},
    "no role": {"RoleSessionName": "session"},
    "no session name": {"RoleArn": ROLE["RoleArn"]},
    "a session name of one letter": {**ROLE, "RoleSessionName": "s"},
    "a session name with a space": {**ROLE, "RoleSessionName": "my session"},
    "a session name of 65 letters": {**ROLE, "RoleSessionName": "s" * 65},
    "an ARN that is none": {**ROLE, "RoleArn": "certwright-role-of-mine"},
    "too short an ARN": {**ROLE, "RoleArn": "role"},
    "899 seconds": {**ROLE, "DurationSeconds": 899},
    "43201 seconds": {**ROLE, "DurationSeconds": 43201},
    "12 hours of a role that allows one": {**ROLE, "DurationSeconds": 43200},
    "too short an external id": {**ROLE, "ExternalId": "x"},
    "a policy that is none": {**ROLE, "Policy": "nonsense"},
}


def run(aws: Recorder) -> None:
    aws("who am I", "sts.GetCallerIdentity")
    aws("who am I elsewhere", "sts.GetCallerIdentity", region="eu-west-1")
    aws("a role", ASSUME, **ROLE)
    aws("a quarter of an hour", ASSUME, **ROLE, DurationSeconds=900)
    for what, parameters in REFUSED.items():
        aws(what, ASSUME, **parameters)
    aws("a session", "sts.GetSessionToken")
    aws("899 seconds", "sts.GetSessionToken", DurationSeconds=899)
    aws("129601 seconds", "sts.GetSessionToken", DurationSeconds=129601)
    web = {**ROLE, "WebIdentityToken": "nonsense"}
    aws("a token that is none", "sts.AssumeRoleWithWebIdentity", **web)
    aws("no token", "sts.AssumeRoleWithWebIdentity", **ROLE)
