#!/usr/bin/env python3
"""The audit chain once more, from the description in src/audit/chain.hpp: prints the two hashes that
tests/unit/audit/chain_test.cpp expects."""

import hashlib
import struct


def link(previous, sequence, at, *texts):
    data = b"certwright audit event 1\n" + bytes.fromhex(previous) + struct.pack(">qq", sequence, at)
    for text in texts:
        data += struct.pack(">Q", len(text.encode())) + text.encode()
    return hashlib.sha256(data).hexdigest()


at = 1767225600 * 1_000_000 + 1  # 2026-01-01T00:00:00.000001Z
first = link("0" * 64, 1, at, "user:alice", "account.created", "acc_1", '{"name":"Zürich"}', "req_1")
print(first)
print(link(first, 2, at, "user:alice", "account.created", "acc_1", "{}", ""))
