"""Certificates that were issued: by proof in DNS, or, by moto, by the passing of time."""

from ..recorder import Recorder

FORMS = {
    "one name": {"DomainName": "one.test"},
    "several names": {"DomainName": "several.test", "SubjectAlternativeNames": ["www.several.test"]},
    "a curve": {"DomainName": "curve.test", "KeyAlgorithm": "EC_prime256v1"},
    "to be exported": {"DomainName": "export.test", "Options": {"Export": "ENABLED"}},
}


def run(aws: Recorder) -> None:
    arns = {form: issue(aws, form) for form in FORMS}
    for form, arn in arns.items():
        aws(form, "acm.DescribeCertificate", CertificateArn=arn)
        aws(form, "acm.GetCertificate", CertificateArn=arn)
        aws(form, "acm.ExportCertificate", CertificateArn=arn, Passphrase=b"passphrase")
    for what, passphrase in (("short", b"abc"), ("long", b"a" * 129), ("empty", b""), ("fine", b"a" * 128)):
        step = f"a {what} passphrase"
        aws(step, "acm.ExportCertificate", CertificateArn=arns["to be exported"], Passphrase=passphrase)
    aws("no passphrase", "acm.ExportCertificate", CertificateArn=arns["to be exported"])
    aws("after the export", "acm.DescribeCertificate", CertificateArn=arns["to be exported"])
    aws("by default", "acm.ListCertificates")
    aws("what can be exported", "acm.ListCertificates", Includes={"exportOption": "ENABLED"})
    aws("what is issued", "acm.ListCertificates", CertificateStatuses=["ISSUED"])
    resend = {"Domain": "one.test", "ValidationDomain": "one.test"}
    aws("when it is over", "acm.ResendValidationEmail", CertificateArn=arns["one name"], **resend)
    aws("what is issued", "acm.DeleteCertificate", CertificateArn=arns["one name"])
    aws("what was deleted", "acm.GetCertificate", CertificateArn=arns["one name"])


def issue(aws: Recorder, form: str) -> str:
    parameters = {**FORMS[form], "ValidationMethod": "DNS"}
    arn = aws(form, "acm.RequestCertificate", _named=form, **parameters)["CertificateArn"]

    def describe() -> dict:
        return aws.quietly("acm.DescribeCertificate", CertificateArn=arn)["Certificate"]

    def recorded() -> bool:
        return all("ResourceRecord" in option for option in describe()["DomainValidationOptions"])

    aws.wait("the records", recorded)
    records = [option["ResourceRecord"] for option in describe()["DomainValidationOptions"]]
    prove(aws, parameters["DomainName"], records)
    aws.wait(f"{form} to be issued", lambda: describe()["Status"] == "ISSUED")
    return arn


def prove(aws: Recorder, zone: str, records: list[dict[str, str]]) -> None:
    created = aws.quietly("route53.CreateHostedZone", Name=zone, CallerReference=zone)["HostedZone"]["Id"]
    changes = [
        {
            "Action": "UPSERT",
            "ResourceRecordSet": {
                "Name": record["Name"],
                "Type": record["Type"],
                "TTL": 60,
                "ResourceRecords": [{"Value": record["Value"]}],
            },
        }
        for record in records
    ]
    aws.quietly("route53.ChangeResourceRecordSets", HostedZoneId=created, ChangeBatch={"Changes": changes})
