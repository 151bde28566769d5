"""A boto3 client that speaks CBOR, by botocore's own serializer and parser for it."""

import copy
import functools
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.loaders import Loader

from acm.emulator import REGION, TEST, Key, Sandbox


class CborLoader(Loader):
    """botocore's models, as if every service spoke nothing but CBOR."""

    def load_service_model(self, service_name: str, type_name: str, api_version: str | None = None) -> Any:
        model = super().load_service_model(service_name, type_name, api_version)
        if type_name != "service-2":
            return model
        model = copy.deepcopy(model)
        model["metadata"]["protocols"] = ["smithy-rpc-v2-cbor"]
        return model


@functools.cache
def _session() -> botocore.session.Session:
    session = botocore.session.Session()
    usual = session.get_component("data_loader")
    session.register_component("data_loader", CborLoader(extra_search_paths=usual.search_paths))
    return session


@functools.cache
def _client(url: str, service: str, key: Key, region: str) -> Any:
    client = _session().create_client(
        service,
        region_name=region,
        endpoint_url=url,
        aws_access_key_id=key.access,
        aws_secret_access_key=key.secret,
        config=Config(retries={"total_max_attempts": 1}, parameter_validation=False),
    )
    assert client.meta.service_model.resolved_protocol == "smithy-rpc-v2-cbor"
    return client


def cbor_client(sandbox: Sandbox, service: str = "acm-pca", key: Key = TEST, region: str = REGION) -> Any:
    return _client(sandbox.url, service, key, region)
