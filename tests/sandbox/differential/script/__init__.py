"""The calls that are put to moto and to the sandbox alike, in scenes that each begin with an empty AWS."""

from collections.abc import Callable
from typing import NamedTuple

from ..recorder import Recorder
from . import (
    acm_absent,
    acm_account,
    acm_imports,
    acm_issued,
    acm_lists,
    acm_pending,
    acm_refused,
    acm_tags,
    ec2,
    iam,
    organizations,
    route53_records,
    route53_zones,
    sts,
    tagging,
)


class Scene(NamedTuple):
    name: str
    run: Callable[[Recorder], None]
    issues: bool  # moto issues what was requested by time alone: at once here, elsewhere never


SCENES = [
    *[
        Scene(module.__name__.rpartition(".")[2], module.run, issues=False)
        for module in (
            acm_absent,
            acm_account,
            acm_imports,
            acm_lists,
            acm_pending,
            acm_refused,
            acm_tags,
            ec2,
            iam,
            organizations,
            route53_records,
            route53_zones,
            sts,
            tagging,
        )
    ],
    Scene("acm_issued", acm_issued.run, issues=True),
]
