"""How a plan is given, what it remembers, and that it does the same every time."""

import json
import pathlib
import subprocess

from acm.emulator import FOOBAR, Sandbox, binary, refused

from .plan import Plan

COIN = {"name": "coin", "fault": "throttled", "probability": 0.5, "operation": "ListCertificates"}


def heads(sandbox: Sandbox) -> list[bool]:
    """For each of twenty calls whether it was thrown away."""
    return [sandbox.call("ListCertificates").status_code == 400 for _ in range(20)]


def test_the_same_seed_makes_the_same_faults(sandbox: Sandbox, plan: Plan) -> None:
    plan.put(COIN, seed=5)
    first = heads(sandbox)
    assert True in first
    assert False in first
    plan.put(COIN, seed=5)
    assert heads(sandbox) == first
    plan.put(COIN, seed=6)
    assert heads(sandbox) != first


def test_a_plan_is_told_as_it_was_put(sandbox: Sandbox, plan: Plan) -> None:
    rule = {"name": "slow", "service": ["acm", "acm-pca"], "fault": "latency", "latency": ["1ms", "2ms"]}
    plan.put(rule, seed=9)
    assert plan.told() == {
        "plan": {"seed": 9, "rules": [rule]},
        "counts": [{"rule": "slow", "matched": 0, "fired": 0}],
        "fired": 0,
    }
    plan.add(fault="reset", nth=1000)
    assert [rule["name"] for rule in plan.told()["plan"]["rules"]] == ["slow", "rule 2"]
    plan.clear()
    assert plan.told()["plan"]["rules"] == []


def test_the_log_tells_which_call_it_was(sandbox: Sandbox, plan: Plan) -> None:
    plan.put({"name": "second", "fault": "throttled", "nth": 2})
    sandbox.call("ListCertificates")
    answer = sandbox.call("GetAccountConfiguration", region="eu-west-1", key=FOOBAR)
    [entry] = plan.log()
    assert entry.pop("time").endswith("Z")
    assert entry.pop("machine_time").endswith("Z")
    assert entry == {
        "rule": "second",
        "fault": "throttled",
        "call": 2,
        "service": "acm",
        "operation": "GetAccountConfiguration",
        "account": FOOBAR.account,
        "region": "eu-west-1",
        "access_key": FOOBAR.access,
        "request_id": answer.headers["x-amzn-RequestId"],
    }


def test_the_log_is_bounded(sandbox: Sandbox, plan: Plan) -> None:
    plan.put({"fault": "throttled"})
    for _ in range(12):
        sandbox.call("ListCertificates")
    assert len(plan.log(limit=5)) == 5
    assert len(plan.log()) == 12


def test_rules_choose_by_account_and_key(sandbox: Sandbox, plan: Plan) -> None:
    plan.put({"fault": "throttled", "account": FOOBAR.account}, {"fault": "denied", "access_key": "te?t"})
    assert refused(sandbox.client(key=FOOBAR).list_certificates)[0] == "ThrottlingException"
    assert refused(sandbox.client().list_certificates)[0] == "AccessDeniedException"


def test_virtual_time_ends_a_rule(sandbox: Sandbox, plan: Plan) -> None:
    until = sandbox.now().replace(microsecond=0).isoformat().replace("+00:00", "Z")
    plan.put({"fault": "throttled", "from": until})
    assert refused(sandbox.client().list_certificates)[0] == "ThrottlingException"
    plan.put({"fault": "throttled", "until": until})
    sandbox.client().list_certificates()


def test_what_is_not_understood_is_refused(sandbox: Sandbox, plan: Plan) -> None:
    plan.put({"fault": "reset", "nth": 50})
    assert plan.refusal({"rules": [{"fault": "fire"}]}) == "fault rule 1: there is no fault 'fire'"
    assert plan.refusal({"rules": {}}) == '"rules" of a fault plan is a list, of 1000 at most'
    assert plan.refusal([]) == "the body is a JSON object"
    assert len(plan.told()["plan"]["rules"]) == 1, "the old plan holds"


def test_a_plan_to_begin_with(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "faults.json"
    file.write_text(json.dumps({"rules": [{"fault": "throttled", "times": 1}]}))
    sandbox = Sandbox(tmp_path, ["--no-quotas", "--faults", str(file)])
    for _ in range(2):
        assert refused(sandbox.client().list_certificates)[0] == "ThrottlingException"
        sandbox.client().list_certificates()
        Plan(sandbox).put({"fault": "reset"})
        sandbox.reset()
        assert Plan(sandbox).log() == []
    assert sandbox.stop() == 0


def test_a_wrong_plan_keeps_it_from_starting(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "faults.json"
    file.write_text(json.dumps({"rules": [{"fault": "latency"}]}))
    command = [binary(), "--port", "0", "--admin-port", "0", "--faults", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert 'fault rule 1: a latency needs "latency"' in done.stderr
