#!/usr/bin/env python3
"""Writes the *.json vectors beside it with tools nobody here wrote: hashlib, hmac, pyca/cryptography
and `openssl kdf`. The inputs come from a seeded generator, so a second run changes nothing."""

import hashlib
import hmac
import json
import pathlib
import random
import subprocess

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HERE = pathlib.Path(__file__).parent
SIZES = [0, 1, 15, 16, 17, 31, 32, 55, 56, 63, 64, 65, 127, 128, 129, 1000]
source = random.Random(20260101)


def write(name, vectors):
    lines = ",\n ".join(json.dumps(vector) for vector in vectors)
    (HERE / name).write_text(f"[{lines}]\n")


def digest():
    for size in SIZES:
        data, key = source.randbytes(size), source.randbytes(source.randrange(0, 140))
        yield {
            "data": data.hex(),
            "key": key.hex(),
            "sha256": hashlib.sha256(data).hexdigest(),
            "sha1": hashlib.sha1(data).hexdigest(),
            "hmac_sha256": hmac.new(key, data, "sha256").hexdigest(),
        }


def aead():
    for size in SIZES:
        key, nonce = source.randbytes(32), source.randbytes(12)
        plaintext, associated = source.randbytes(size), source.randbytes(source.randrange(0, 50))
        sealed = nonce + AESGCM(key).encrypt(nonce, plaintext, associated)
        yield {
            "key": key.hex(),
            "associated_data": associated.hex(),
            "plaintext": plaintext.hex(),
            "sealed": sealed.hex(),
        }


def hkdf():
    for size in [16, 32, 33, 64, 255]:
        key, salt, info = source.randbytes(32), source.randbytes(size % 20), source.randbytes(10)
        command = [
            "openssl",
            "kdf",
            "-binary",
            "-keylen",
            str(size),
            "-kdfopt",
            "digest:SHA256",
            "-kdfopt",
            f"hexkey:{key.hex()}",
            "-kdfopt",
            f"hexinfo:{info.hex()}",
        ]
        if salt:
            command += ["-kdfopt", f"hexsalt:{salt.hex()}"]
        derived = subprocess.run([*command, "HKDF"], check=True, capture_output=True).stdout
        yield {"key": key.hex(), "salt": salt.hex(), "purpose": info.hex(), "derived": derived.hex()}


write("digest.json", digest())
write("aead.json", aead())
write("hkdf.json", hkdf())
