"""Server certificates in IAM, and what a principal may do (IAM API reference; user guide, "Manage server
certificates in IAM")."""

import datetime

import pytest
from botocore.client import BaseClient
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from authority import Authority
from certificates import KEY_TYPES, SelfSigned, make, private_key, self_signed
from refusals import refused
from sandbox_process import Keys, Sandbox
from small_world import (
    ADMIN,
    ASSUMER,
    MANAGEMENT,
    STRANGER_ADMIN,
)

DAY = datetime.timedelta(days=1)
NOT_PEM = "Unable to parse certificate. Please ensure the certificate is in PEM format."
WRONG_CHAIN = (
    "Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, "
    "followed by any intermediaries in order."
)


@pytest.fixture
def iam(sandbox: Sandbox) -> BaseClient:
    return sandbox.client("iam", ADMIN)


@pytest.fixture(scope="module")
def site() -> SelfSigned:
    return self_signed(["www.example.com"])


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority("Example")


def upload(iam: BaseClient, content: SelfSigned, name: str = "site", **more: object) -> dict:
    return iam.upload_server_certificate(
        ServerCertificateName=name,
        CertificateBody=content.certificate.decode(),
        PrivateKey=content.private_key.decode(),
        **more,
    )


def names_of(rows: list[dict]) -> list[str]:
    return [row["ServerCertificateName"] for row in rows]


class TestUpload:
    def test_tells_what_became_of_it(self, iam: BaseClient, site: SelfSigned) -> None:
        answer = upload(iam, site)
        metadata = answer["ServerCertificateMetadata"]
        parsed = x509.load_pem_x509_certificate(site.certificate)
        assert metadata["ServerCertificateName"] == "site"
        assert metadata["Path"] == "/"
        assert metadata["Arn"] == f"arn:aws:iam::{MANAGEMENT}:server-certificate/site"
        assert metadata["ServerCertificateId"].startswith("ASCA")
        assert len(metadata["ServerCertificateId"]) == 21
        assert metadata["Expiration"] == parsed.not_valid_after_utc
        age = datetime.datetime.now(datetime.UTC) - metadata["UploadDate"]
        assert datetime.timedelta(0) <= age < datetime.timedelta(seconds=30)
        assert "Tags" not in answer

    def test_below_a_path(self, iam: BaseClient, site: SelfSigned) -> None:
        metadata = upload(iam, site, Path="/cloudfront/test/")["ServerCertificateMetadata"]
        assert metadata["Arn"] == f"arn:aws:iam::{MANAGEMENT}:server-certificate/cloudfront/test/site"

    def test_with_tags(self, iam: BaseClient, site: SelfSigned) -> None:
        tags = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": ""}]
        assert upload(iam, site, Tags=tags)["Tags"] == tags

    @pytest.mark.parametrize("key_type", KEY_TYPES)
    def test_with_keys_of_every_usual_kind(self, iam: BaseClient, key_type: str) -> None:
        assert upload(iam, self_signed(["www.example.com"], key_type))["ServerCertificateMetadata"]

    def test_with_its_chain(self, iam: BaseClient, authority: Authority) -> None:
        content = authority.issue(["www.example.com"], 90 * DAY)
        upload(iam, content, CertificateChain=authority.chain.decode())
        shown = iam.get_server_certificate(ServerCertificateName="site")["ServerCertificate"]
        assert shown["CertificateChain"] == authority.chain.decode()

    def test_without_its_chain(self, iam: BaseClient, authority: Authority) -> None:
        assert upload(iam, authority.issue(["www.example.com"], 90 * DAY))["ServerCertificateMetadata"]

    def test_names_are_one_per_account(self, sandbox: Sandbox, iam: BaseClient, site: SelfSigned) -> None:
        upload(iam, site, "Site", Path="/a/")
        message = "The Server Certificate with name site already exists."
        with refused("EntityAlreadyExists", message, 409):
            upload(iam, site, "site", Path="/b/")
        assert upload(sandbox.client("iam", STRANGER_ADMIN), site)["ServerCertificateMetadata"]

    def test_twenty_are_allowed(self, iam: BaseClient, site: SelfSigned) -> None:
        for number in range(20):
            upload(iam, site, f"site-{number}")
        with refused("LimitExceeded", "Cannot exceed quota for ServerCertificatesPerAccount: 20", 409):
            upload(iam, site, "site-20")
        iam.delete_server_certificate(ServerCertificateName="site-3")
        assert upload(iam, site, "site-20")["ServerCertificateMetadata"]

    def test_more_where_the_quota_is_raised(self, tmp_path, site: SelfSigned) -> None:
        raised = Sandbox(tmp_path, "--server-certificates", "21")
        iam = raised.client("iam", Keys("test", "test"))
        for number in range(21):
            upload(iam, site, f"site-{number}")
        with refused("LimitExceeded", "Cannot exceed quota for ServerCertificatesPerAccount: 21", 409):
            upload(iam, site, "one-more")
        raised.stop()

    @pytest.mark.parametrize(
        "body", ["file://certificate.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
    )
    def test_what_is_no_certificate(self, iam: BaseClient, site: SelfSigned, body: str) -> None:
        with refused("MalformedCertificate", NOT_PEM, 400):
            upload(iam, site._replace(certificate=body.encode()))

    def test_the_chain_does_not_belong_into_the_body(self, iam: BaseClient, authority: Authority) -> None:
        content = authority.issue(["www.example.com"], 90 * DAY)
        with refused("MalformedCertificate", NOT_PEM, 400):
            upload(iam, content._replace(certificate=content.certificate + authority.chain))

    def test_certificates_of_another_time(self, iam: BaseClient) -> None:
        key = private_key("EC_prime256v1")
        names = [x509.DNSName("www.example.com")]
        message = (
            "Certificate is no longer valid. The 'Not After' date restriction on the certificate has passed."
        )
        with refused("MalformedCertificate", message, 400):
            upload(iam, make("www.example.com", names, key, -DAY, begins=-90 * DAY))
        with refused("MalformedCertificate", status=400):
            upload(iam, make("www.example.com", names, key, 90 * DAY, begins=DAY))

    def test_somebody_else_s_key(self, iam: BaseClient, site: SelfSigned) -> None:
        other = self_signed(["www.example.com"], "EC_secp384r1")
        with refused("KeyPairMismatch", status=400):
            upload(iam, site._replace(private_key=other.private_key))

    def test_keys_that_are_none(self, iam: BaseClient, site: SelfSigned) -> None:
        for text in (b"secret", site.certificate):
            with refused("MalformedCertificate", status=400):
                upload(iam, site._replace(private_key=text))

    @pytest.mark.parametrize(
        "form", [serialization.PrivateFormat.PKCS8, serialization.PrivateFormat.TraditionalOpenSSL]
    )
    def test_keys_must_not_be_encrypted(
        self, iam: BaseClient, site: SelfSigned, form: serialization.PrivateFormat
    ) -> None:
        key = private_key("EC_prime256v1")
        encryption = serialization.BestAvailableEncryption(b"password")
        encrypted = key.private_bytes(serialization.Encoding.PEM, form, encryption)
        with refused("MalformedCertificate", "Unable to parse key; the body is encrypted.", 400):
            upload(iam, site._replace(private_key=encrypted))

    def test_keys_of_a_kind_that_no_load_balancer_takes(self, iam: BaseClient) -> None:
        key = ed25519.Ed25519PrivateKey.generate()
        name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "www.example.com")])
        now = datetime.datetime.now(datetime.UTC)
        certificate = x509.CertificateBuilder(name, name, key.public_key(), 1, now - DAY, now + DAY).sign(
            key, None
        )
        pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        with refused("MalformedCertificate", status=400):
            upload(iam, SelfSigned(certificate.public_bytes(serialization.Encoding.PEM), pem, ""))

    def test_chains_that_do_not_certify(
        self, iam: BaseClient, site: SelfSigned, authority: Authority
    ) -> None:
        content = authority.issue(["www.example.com"], 90 * DAY)
        issuer, root = (
            part + "-----END CERTIFICATE-----\n"
            for part in authority.chain.decode().split("-----END CERTIFICATE-----\n")[:2]
        )
        index = f"{WRONG_CHAIN} The index within the chain of the invalid certificate is: "
        for chain, message in (
            (root + issuer, f"{index}0"),
            (issuer + site.certificate.decode(), f"{index}1"),
            (content.certificate.decode() + issuer + root, f"{index}0"),
            ("file://chain.pem", WRONG_CHAIN),
        ):
            with refused("MalformedCertificate", message, 400):
                upload(iam, content, CertificateChain=chain)

    @pytest.mark.parametrize("name", ["has space", "a/b", "", "x" * 129])
    def test_names(self, iam: BaseClient, site: SelfSigned, name: str) -> None:
        with refused("ValidationError", status=400):
            upload(iam, site, name)

    @pytest.mark.parametrize("path", ["cloudfront/", "/cloudfront", "/has space/", "/" + "x" * 511 + "/"])
    def test_paths(self, iam: BaseClient, site: SelfSigned, path: str) -> None:
        with refused("ValidationError", status=400):
            upload(iam, site, Path=path)

    def test_tags_that_are_refused(self, iam: BaseClient, site: SelfSigned) -> None:
        with refused("InvalidInput", status=400):
            upload(iam, site, Tags=[{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}])
        with refused("InvalidInput", status=400):
            upload(iam, site, Tags=[{"Key": "AWS:owner", "Value": "me"}])
        with refused("ValidationError", status=400):
            upload(iam, site, Tags=[{"Key": f"k{number}", "Value": ""} for number in range(51)])
        assert iam.list_server_certificates()["ServerCertificateMetadataList"] == []


class TestGet:
    def test_gives_everything_but_the_key(self, iam: BaseClient, site: SelfSigned) -> None:
        metadata = upload(iam, site, Tags=[{"Key": "a", "Value": "1"}])["ServerCertificateMetadata"]
        shown = iam.get_server_certificate(ServerCertificateName="site")["ServerCertificate"]
        assert shown == {
            "ServerCertificateMetadata": metadata,
            "CertificateBody": site.certificate.decode(),
            "Tags": [{"Key": "a", "Value": "1"}],
        }

    def test_shows_no_tags_where_there_are_none(self, iam: BaseClient, site: SelfSigned) -> None:
        upload(iam, site)
        assert "Tags" not in iam.get_server_certificate(ServerCertificateName="site")["ServerCertificate"]

    def test_of_nothing(self, sandbox: Sandbox, iam: BaseClient, site: SelfSigned) -> None:
        upload(sandbox.client("iam", STRANGER_ADMIN), site)
        with refused("NoSuchEntity", "The Server Certificate with name site cannot be found.", 404):
            iam.get_server_certificate(ServerCertificateName="site")


class TestList:
    @pytest.fixture(autouse=True)
    def five(self, iam: BaseClient, site: SelfSigned) -> None:
        for name, path in (
            ("a", "/"),
            ("b", "/web/"),
            ("c", "/web/blue/"),
            ("d", "/website/"),
            ("E", "/web/"),
        ):
            upload(iam, site, name, Path=path)

    def test_shows_all(self, iam: BaseClient) -> None:
        answer = iam.list_server_certificates()
        assert sorted(names_of(answer["ServerCertificateMetadataList"])) == ["E", "a", "b", "c", "d"]
        assert answer["IsTruncated"] is False
        assert "Marker" not in answer
        assert set(answer["ServerCertificateMetadataList"][0]) == {
            "Path",
            "ServerCertificateName",
            "ServerCertificateId",
            "Arn",
            "UploadDate",
            "Expiration",
        }

    @pytest.mark.parametrize(
        ("prefix", "names"),
        [
            ("/", ["E", "a", "b", "c", "d"]),
            ("/web/", ["E", "b", "c"]),
            ("/web", ["E", "b", "c", "d"]),
            ("/none/", []),
        ],
    )
    def test_below_a_path(self, iam: BaseClient, prefix: str, names: list[str]) -> None:
        shown = iam.list_server_certificates(PathPrefix=prefix)["ServerCertificateMetadataList"]
        assert sorted(names_of(shown)) == names

    def test_in_pages(self, iam: BaseClient) -> None:
        pages = list(
            iam.get_paginator("list_server_certificates").paginate(
                PathPrefix="/web", PaginationConfig={"PageSize": 2}
            )
        )
        assert [page["IsTruncated"] for page in pages] == [True, False]
        assert [len(page["ServerCertificateMetadataList"]) for page in pages] == [2, 2]
        shown = [name for page in pages for name in names_of(page["ServerCertificateMetadataList"])]
        assert sorted(shown) == ["E", "b", "c", "d"]

    def test_a_page_as_large_as_the_rest_is_the_last(self, iam: BaseClient) -> None:
        assert iam.list_server_certificates(MaxItems=5)["IsTruncated"] is False

    def test_pages_go_on_behind_what_was_deleted(self, iam: BaseClient) -> None:
        first = iam.list_server_certificates(MaxItems=2)
        iam.delete_server_certificate(
            ServerCertificateName=names_of(first["ServerCertificateMetadataList"])[1]
        )
        rest = iam.list_server_certificates(Marker=first["Marker"])["ServerCertificateMetadataList"]
        assert len(rest) == 3

    def test_markers_of_another_question(self, iam: BaseClient) -> None:
        marker = iam.list_server_certificates(MaxItems=2)["Marker"]
        for question in ({"PathPrefix": "/web/", "Marker": marker}, {"Marker": "invented"}):
            with refused("ValidationError", status=400):
                iam.list_server_certificates(**question)

    @pytest.mark.parametrize("most", [0, 1001])
    def test_sizes_of_pages(self, iam: BaseClient, most: int) -> None:
        with refused("ValidationError", status=400):
            iam.list_server_certificates(MaxItems=most)


class TestUpdate:
    def test_renames_and_moves(self, iam: BaseClient, site: SelfSigned) -> None:
        before = upload(iam, site)["ServerCertificateMetadata"]
        iam.update_server_certificate(
            ServerCertificateName="site", NewServerCertificateName="page", NewPath="/cloudfront/new/"
        )
        after = iam.get_server_certificate(ServerCertificateName="page")["ServerCertificate"]
        assert after["ServerCertificateMetadata"] == {
            **before,
            "ServerCertificateName": "page",
            "Path": "/cloudfront/new/",
            "Arn": f"arn:aws:iam::{MANAGEMENT}:server-certificate/cloudfront/new/page",
        }
        with refused("NoSuchEntity", status=404):
            iam.get_server_certificate(ServerCertificateName="site")

    def test_one_of_both_is_enough(self, iam: BaseClient, site: SelfSigned) -> None:
        upload(iam, site, Path="/a/")
        iam.update_server_certificate(ServerCertificateName="site", NewServerCertificateName="SITE")
        iam.update_server_certificate(ServerCertificateName="SITE", NewPath="/b/")
        (row,) = iam.list_server_certificates()["ServerCertificateMetadataList"]
        assert row["Arn"] == f"arn:aws:iam::{MANAGEMENT}:server-certificate/b/SITE"

    def test_names_stay_one_per_account(self, iam: BaseClient, site: SelfSigned) -> None:
        upload(iam, site, "one")
        upload(iam, site, "two", Path="/elsewhere/")
        with refused("EntityAlreadyExists", "The Server Certificate with name Two already exists.", 409):
            iam.update_server_certificate(ServerCertificateName="one", NewServerCertificateName="Two")

    def test_of_nothing(self, iam: BaseClient) -> None:
        with refused("NoSuchEntity", "The Server Certificate with name site cannot be found.", 404):
            iam.update_server_certificate(ServerCertificateName="site", NewPath="/b/")


class TestDelete:
    def test_once(self, iam: BaseClient, site: SelfSigned) -> None:
        upload(iam, site)
        iam.delete_server_certificate(ServerCertificateName="site")
        assert iam.list_server_certificates()["ServerCertificateMetadataList"] == []
        with refused("NoSuchEntity", "The Server Certificate with name site cannot be found.", 404):
            iam.delete_server_certificate(ServerCertificateName="site")


class TestTags:
    def test_are_put_over_the_old_ones(self, iam: BaseClient, site: SelfSigned) -> None:
        upload(iam, site, Tags=[{"Key": "team", "Value": "a"}, {"Key": "stage", "Value": "test"}])
        iam.tag_server_certificate(
            ServerCertificateName="site", Tags=[{"Key": "team", "Value": "b"}, {"Key": "Team", "Value": "c"}]
        )
        iam.untag_server_certificate(ServerCertificateName="site", TagKeys=["stage", "never"])
        tags = iam.list_server_certificate_tags(ServerCertificateName="site")
        assert tags["Tags"] == [{"Key": "Team", "Value": "c"}, {"Key": "team", "Value": "b"}]
        assert tags["IsTruncated"] is False

    def test_in_pages(self, iam: BaseClient, site: SelfSigned) -> None:
        # The longest keys there are, and in bytes they are longer still.
        tags = [{"Key": f"{number:02d}" + "ä" * 126, "Value": ""} for number in range(50)]
        upload(iam, site, Tags=tags)
        paginator = iam.get_paginator("list_server_certificate_tags")
        pages = list(paginator.paginate(ServerCertificateName="site", PaginationConfig={"PageSize": 20}))
        assert [len(page["Tags"]) for page in pages] == [20, 20, 10]
        assert [tag for page in pages for tag in page["Tags"]] == tags

    def test_fifty_are_allowed(self, iam: BaseClient, site: SelfSigned) -> None:
        upload(iam, site, Tags=[{"Key": f"k{number}", "Value": ""} for number in range(50)])
        iam.tag_server_certificate(ServerCertificateName="site", Tags=[{"Key": "k7", "Value": "changed"}])
        with refused("LimitExceeded", status=409):
            iam.tag_server_certificate(ServerCertificateName="site", Tags=[{"Key": "more", "Value": ""}])

    def test_keys_that_are_refused(self, iam: BaseClient, site: SelfSigned) -> None:
        upload(iam, site)
        with refused("InvalidInput", status=400):
            iam.tag_server_certificate(ServerCertificateName="site", Tags=[{"Key": "aws:owner", "Value": ""}])
        with refused("ValidationError", status=400):
            iam.tag_server_certificate(ServerCertificateName="site", Tags=[{"Key": "<", "Value": ""}])

    def test_of_nothing(self, iam: BaseClient) -> None:
        calls = [
            lambda: iam.tag_server_certificate(ServerCertificateName="x", Tags=[]),
            lambda: iam.untag_server_certificate(ServerCertificateName="x", TagKeys=[]),
            lambda: iam.list_server_certificate_tags(ServerCertificateName="x"),
        ]
        for call in calls:
            with refused("NoSuchEntity", "The Server Certificate with name x cannot be found.", 404):
                call()


class TestAccess:
    """The user "assumer" may do everything below the path /team/, but delete /team/kept."""

    USER = f"User: arn:aws:iam::{MANAGEMENT}:user/team/assumer is not authorized to perform: iam:"

    def test_by_path(self, sandbox: Sandbox, iam: BaseClient, site: SelfSigned) -> None:
        careful = sandbox.client("iam", ASSUMER)
        upload(careful, site, "mine", Path="/team/")
        assert careful.get_server_certificate(ServerCertificateName="mine")["ServerCertificate"]
        assert names_of(
            careful.list_server_certificates(PathPrefix="/team/")["ServerCertificateMetadataList"]
        )
        careful.delete_server_certificate(ServerCertificateName="mine")

    def test_beside_the_path(self, sandbox: Sandbox, iam: BaseClient, site: SelfSigned) -> None:
        careful = sandbox.client("iam", ASSUMER)
        upload(iam, site, "other", Path="/others/")
        arn = f"arn:aws:iam::{MANAGEMENT}:server-certificate/"
        message = (
            f"UploadServerCertificate on resource: {arn}mine because no identity-based policy allows the "
        )
        with refused("AccessDenied", f"{self.USER}{message}iam:UploadServerCertificate action", 403):
            upload(careful, site, "mine")
        message = (
            "GetServerCertificate on resource: server certificate other because no identity-based policy "
        )
        with refused("AccessDenied", f"{self.USER}{message}allows the iam:GetServerCertificate action", 403):
            careful.get_server_certificate(ServerCertificateName="other")
        message = f"ListServerCertificates on resource: {arn} because no identity-based policy allows the "
        with refused("AccessDenied", f"{self.USER}{message}iam:ListServerCertificates action", 403):
            careful.list_server_certificates()

    def test_a_new_name_needs_the_right_to_it(self, sandbox: Sandbox, site: SelfSigned) -> None:
        careful = sandbox.client("iam", ASSUMER)
        upload(careful, site, "mine", Path="/team/")
        careful.update_server_certificate(ServerCertificateName="mine", NewServerCertificateName="ours")
        arn = f"arn:aws:iam::{MANAGEMENT}:server-certificate/others/ours"
        with refused("AccessDenied", f"{self.USER}UpdateServerCertificate on resource: {arn}", 403):
            careful.update_server_certificate(ServerCertificateName="ours", NewPath="/others/")
        assert careful.get_server_certificate(ServerCertificateName="ours")["ServerCertificate"]

    def test_an_explicit_deny(self, sandbox: Sandbox, site: SelfSigned) -> None:
        careful = sandbox.client("iam", ASSUMER)
        upload(careful, site, "kept", Path="/team/")
        message = "DeleteServerCertificate on resource: server certificate kept with an explicit deny in an "
        with refused("AccessDenied", f"{self.USER}{message}identity-based policy", 403):
            careful.delete_server_certificate(ServerCertificateName="kept")


def test_command_line(sandbox: Sandbox, tmp_path, authority: Authority) -> None:
    content = authority.issue(["www.example.com"], 90 * DAY)
    for name, pem in (
        ("body", content.certificate),
        ("key", content.private_key),
        ("chain", authority.chain),
    ):
        (tmp_path / name).write_bytes(pem)
    uploaded = sandbox.aws(
        ADMIN, "iam", "upload-server-certificate", "--server-certificate-name", "site", "--path", "/cloudfront/",
        "--certificate-body", f"file://{tmp_path}/body", "--private-key", f"file://{tmp_path}/key",
        "--certificate-chain", f"file://{tmp_path}/chain", "--tags", "Key=team,Value=a",
    )  # fmt: skip
    listed = sandbox.aws(ADMIN, "iam", "list-server-certificates", "--path-prefix", "/cloudfront/")
    assert listed["ServerCertificateMetadataList"] == [uploaded["ServerCertificateMetadata"]]
    shown = sandbox.aws(ADMIN, "iam", "get-server-certificate", "--server-certificate-name", "site")
    assert shown["ServerCertificate"]["CertificateBody"].encode() == content.certificate
    sandbox.aws(ADMIN, "iam", "delete-server-certificate", "--server-certificate-name", "site")
