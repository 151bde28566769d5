#!/usr/bin/env python3
"""Writes vectors.json: shared config and credentials files, and the profiles that botocore reads in them."""

import json
import os
import pathlib
import tempfile

import botocore
import botocore.session
from botocore.exceptions import BotoCoreError

KEYS = "aws_access_key_id = AK\naws_secret_access_key = SK\n"
CASES = [  # name, config, credentials
    ("nothing", "", ""),
    ("plain", "[default]\nregion = eu-west-1\n[profile dev]\nregion=us-east-1\n", "[default]\n" + KEYS),
    ("credentials win", "[default]\naws_access_key_id = CONFIG\nregion = x\n", "[default]\n" + KEYS),
    (
        "role",
        "[profile r]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = default\n",
        "[default]\n" + KEYS,
    ),
    (
        "quoted profile",
        "[profile \"two words\"]\na = 1\n[profile 'single']\na = 2\n[profile es\\ caped]\na = 3\n",
        "",
    ),
    ("unquoted words are no profile", "[profile two words]\na = 1\n[profile]\nb = 2\n", ""),
    ("open quotation", '[profile "open]\na = 1\n[profile ok]\nb = 2\n', ""),
    (
        "other sections",
        "[sso-session s]\nsso_region = x\n[services t]\na = 1\n[plugins]\nb = 2\n[dev]\nc = 3\n",
        "",
    ),
    ("profile without blank", "[profilex dev]\na = 1\n[profiles]\nb = 2\n", ""),
    ("tabs between", "[profile\tdev]\na\t=\t1\n", ""),
    ("blanks in the header", "[ profile dev ]\na = 1\n[profile  dev2 ]\nb = 2\n", ""),
    ("default twice", "[default]\na = 1\nb = 1\n[profile default]\na = 2\n", ""),
    ("default twice the other way", "[profile default]\na = 2\n[default]\na = 1\nb = 1\n", ""),
    ("comments", "# top\n[default]\n# a = 0\na = 1 # not a comment\n; b = 2\nc = ;x\nd = 4;5\n", ""),
    ("indented comment", "[default]\na = 1\n  # comment\nb = 2\n", ""),
    ("colon", "[default]\na: 1\nb : x=y\nc = x:y\nd=e=f\n", ""),
    ("case", "[default]\nAWS_Access_Key_ID = AbC\n[profile Dev]\nA = 1\n[profile dev]\na = 2\n", ""),
    ("empty values", "[default]\na =\nb = \nc=\n", ""),
    ("continuation", "[default]\na = 1\n  2\n\t3\nb = 4\n", ""),
    ("continuation over an empty line", "[default]\na = 1\n\n  2\n\n\nb = 3\n", ""),
    (
        "nested",
        "[default]\ns3 =\n  max_concurrent_requests = 20\n  addressing_style = path\nregion = x\n",
        "",
    ),
    ("indented assignments", "[default]\n  a = 1\n  b = 2\n", ""),
    ("falling indent", "[default]\n    a = 1\n  b = 2\nc = 3\n", ""),
    ("rising indent", "[default]\na = 1\n  b = 2\n", ""),
    ("indented section", "  [default]\n  a = 1\n", ""),
    ("section inside a value", "[default]\na = 1\n  [profile x]\nb = 2\n", ""),
    ("brackets in the header", "[profile a]b]\nc = 1\n", ""),
    ("rest after the header", "[profile a] # remark\nc = 1\n", ""),
    ("carriage returns", "[default]\r\na = 1\r\n\r\n[profile b]\r\nc = 2\r\n", ""),
    ("old line ends", "[default]\ra = 1\rb = 2\r", ""),
    ("no line end", "[default]\na = 1", ""),
    ("unicode", "[profile zürich]\na = 東京\n", ""),
    ("percent and dollar", "[default]\na = 100%\nb = %(a)s\nc = $HOME ${x}\n", ""),
    ("quotes stay", "[default]\na = \"1\"\nb = '2'\n", ""),
    ("inner blanks", "[default]\na b = c  d \n", ""),
    ("no section", "a = 1\n", ""),
    ("comment before no section", "# x\n\na = 1\n[default]\n", ""),
    ("no delimiter", "[default]\nnonsense\n", ""),
    ("no name", "[default]\n= 1\n", ""),
    ("twice the same name", "[default]\na = 1\na = 2\n", ""),
    ("twice the same name in other case", "[default]\na = 1\nA = 2\n", ""),
    ("twice the same section", "[default]\na = 1\n[default]\nb = 2\n", ""),
    ("twice the same section in credentials", "", "[x]\na = 1\n[x]\na = 2\n"),
    ("unclosed header", "[default\na = 1\n", ""),
    ("empty header", "[]\na = 1\n", ""),
    ("broken credentials", "[default]\na = 1\n", "nonsense\n"),
    ("profile word in credentials", "", "[profile x]\na = 1\n[x]\nb = 2\n"),
    ("only in credentials", "", "[ci]\n" + KEYS + "aws_session_token = T\n"),
    ("merged", "[profile m]\nregion = x\nrole_arn = r\n", "[m]\n" + KEYS),
    ("first line is indented", "   \n  [default]\na = 1\n", ""),
]


def profiles(config, credentials):
    with tempfile.TemporaryDirectory() as folder:
        paths = {"AWS_CONFIG_FILE": config, "AWS_SHARED_CREDENTIALS_FILE": credentials}
        for name, text in paths.items():
            os.environ[name] = os.path.join(folder, name)
            pathlib.Path(os.environ[name]).write_bytes(text.encode())
        try:
            found = botocore.session.Session().full_config["profiles"]
        except BotoCoreError:
            return None
    # Certwright leaves nested settings out.
    return {
        name: {key: value for key, value in section.items() if isinstance(value, str)}
        for name, section in found.items()
    }


vectors = [
    {"name": name, "config": config, "credentials": credentials, "profiles": profiles(config, credentials)}
    for name, config, credentials in CASES
]
document = {"generator": f"botocore {botocore.__version__}", "vectors": vectors}
out = pathlib.Path(__file__).with_name("vectors.json")
out.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")
