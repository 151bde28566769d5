"""Prints the seconds in which botocore parses one page of ListCertificates, the best of several."""

import pathlib
import sys
import timeit

import botocore.parsers
import botocore.session

ROUNDS = 20


def main() -> None:
    answer = {"status_code": 200, "headers": {}, "body": pathlib.Path(sys.argv[1]).read_bytes()}
    service = botocore.session.get_session().get_service_model("acm")
    shape = service.operation_model("ListCertificates").output_shape
    parser = botocore.parsers.create_parser(service.metadata["protocol"])
    rows = parser.parse(answer, shape)["CertificateSummaryList"]
    if len(rows) != 1000 or not rows[0]["NotAfter"].tzinfo:
        raise SystemExit("botocore did not read the page")
    print(min(timeit.repeat(lambda: parser.parse(answer, shape), number=1, repeat=ROUNDS)))


if __name__ == "__main__":
    main()
