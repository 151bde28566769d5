"""Every operation on a certificate that is not there, and on ARNs that are none."""

from ..recorder import ACCOUNT, Recorder
from .material import site

NOWHERE = f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/12345678-1234-1234-1234-123456789012"
ON_CERTIFICATE = {
    "DescribeCertificate": {},
    "GetCertificate": {},
    "DeleteCertificate": {},
    "ListTagsForCertificate": {},
    "AddTagsToCertificate": {"Tags": [{"Key": "a", "Value": "b"}]},
    "RemoveTagsFromCertificate": {"Tags": [{"Key": "a"}]},
    "ExportCertificate": {"Passphrase": b"passphrase"},
    "ResendValidationEmail": {"Domain": "a.test", "ValidationDomain": "a.test"},
}
ARNS = {
    "another account": "arn:aws:acm:us-east-1:999999999999:certificate/12345678-1234-1234-1234-123456789012",
    "another region": NOWHERE.replace("us-east-1", "eu-west-1"),
    "another partition": NOWHERE.replace("arn:aws:", "arn:aws-cn:"),
    "another service": NOWHERE.replace(":acm:", ":iam:"),
    "no UUID": f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/nobody",
    "another kind": f"arn:aws:acm:us-east-1:{ACCOUNT}:acme-endpoint/12345678",
    "no ARN": "certificate-of-mine-and-yours",
    "too short": "arn:aws:acm",
    "empty": "",
    "spaces": f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/a b",
    "too long": NOWHERE + "a" * 2048,
}


def run(aws: Recorder) -> None:
    for operation, more in ON_CERTIFICATE.items():
        aws("of what is not there", f"acm.{operation}", CertificateArn=NOWHERE, **more)
        aws("without an ARN", f"acm.{operation}", **more)
    for what, arn in ARNS.items():
        aws(f"an ARN: {what}", "acm.DescribeCertificate", CertificateArn=arn)
    aws("in the place of what is not there", "acm.ImportCertificate", CertificateArn=NOWHERE, **site())
    for what in ("another service", "no ARN", "spaces"):
        aws(f"an ARN: {what}", "acm.DeleteCertificate", CertificateArn=ARNS[what])
        aws(f"an ARN: {what}", "acm.ListTagsForCertificate", CertificateArn=ARNS[what])
        aws(f"an ARN: {what}", "acm.GetCertificate", CertificateArn=ARNS[what])
