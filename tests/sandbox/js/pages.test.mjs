// The paginators of the SDK, ListCertificates and SearchCertificates.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import {
  ACMClient,
  ImportCertificateCommand,
  KeyAlgorithm,
  ListCertificatesCommand,
  paginateListCertificateDomainValidations,
  paginateListCertificates,
  paginateSearchCertificates,
  SearchCertificatesCommand,
  ValidationException,
} from "@aws-sdk/client-acm";

import { selfSigned } from "./openssl.mjs";
import { acm, FOOBAR, forgetEverything, issue, recordsOf, refusal, request, settings } from "./sandbox.mjs";

const PENDING = 23;
const EVERY_KEY = { keyTypes: Object.values(KeyAlgorithm) };
const pending = [];
let rsa, curve, issued;

before(async () => {
  await forgetEverything();
  for (let index = 0; index < PENDING; ++index)
    pending.push(await request(`n${index}.pages.test`, { KeyAlgorithm: "RSA_2048" }));
  const importOne = async (name, key, days) =>
    (await acm.send(new ImportCertificateCommand(selfSigned(name, { key, days })))).CertificateArn;
  rsa = await importOne("rsa.pages.test", "RSA_2048", 30);
  curve = await importOne("curve.pages.test", "EC_prime256v1", 60);
  issued = await issue("issued.test", { SubjectAlternativeNames: ["www.issued.test", "api.issued.test"] });
});

async function collect(pages, member) {
  const sizes = [];
  const found = [];
  for await (const page of pages) {
    sizes.push(page[member].length);
    found.push(...page[member]);
  }
  return { sizes, found };
}

const arns = (rows) => rows.map((row) => row.CertificateArn);

async function search(FilterStatement, more = {}) {
  const answer = await acm.send(new SearchCertificatesCommand({ FilterStatement, ...more }));
  return answer.Results;
}

const x509 = (X509AttributeFilter) => ({ Filter: { X509AttributeFilter } });
const metadata = (AcmCertificateMetadataFilter) => ({ Filter: { AcmCertificateMetadataFilter } });

test("a list in pages of ten", async () => {
  const pages = paginateListCertificates({ client: acm, pageSize: 10 }, {});
  const { sizes, found } = await collect(pages, "CertificateSummaryList");

  assert.deepEqual(sizes, [10, 10, 4]);
  assert.deepEqual(arns(found).toSorted(), [...pending, rsa].toSorted());
});

test("a list shows curves only to who asks for them", async () => {
  const input = { Includes: EVERY_KEY, MaxItems: 1000 };
  const { CertificateSummaryList } = await acm.send(new ListCertificatesCommand(input));

  assert.deepEqual(arns(CertificateSummaryList).toSorted(), [...pending, rsa, curve, issued].toSorted());
});

test("a list by status, in the order of creation", async () => {
  const input = {
    CertificateStatuses: ["ISSUED"],
    Includes: EVERY_KEY,
    SortBy: "CREATED_AT",
    SortOrder: "ASCENDING",
  };
  const { CertificateSummaryList } = await acm.send(new ListCertificatesCommand(input));

  assert.deepEqual(arns(CertificateSummaryList), [rsa, curve, issued]);
  const [first] = CertificateSummaryList;
  for (const date of ["CreatedAt", "ImportedAt", "NotBefore", "NotAfter"])
    assert.ok(first[date] instanceof Date, date);
  assert.equal(first.IssuedAt, undefined);
  assert.deepEqual(first.KeyUsages, ["DIGITAL_SIGNATURE"]);
  assert.deepEqual(first.ExtendedKeyUsages, ["TLS_WEB_SERVER_AUTHENTICATION"]);
  assert.equal(first.HasAdditionalSubjectAlternativeNames, false);
  assert.deepEqual([first.InUse, first.RenewalEligibility], [false, "INELIGIBLE"]);
});

test("a list of another account or region is empty", async () => {
  for (const more of [{ credentials: FOOBAR }, { region: "eu-west-1" }]) {
    const client = new ACMClient(settings(more));
    const answer = await client.send(new ListCertificatesCommand({ Includes: EVERY_KEY }));
    assert.deepEqual(answer.CertificateSummaryList, []);
    assert.equal(answer.NextToken, undefined);
  }
});

test("a token that nobody gave", async () => {
  const error = await refusal(acm.send(new ListCertificatesCommand({ NextToken: "bm9uc2Vuc2U=" })));

  assert.ok(error instanceof ValidationException || error.name === "InvalidArgsException", error.name);
});

test("a search in pages of ten hides nothing", async () => {
  const pages = paginateSearchCertificates({ client: acm, pageSize: 10 }, {});
  const { sizes, found } = await collect(pages, "Results");

  assert.deepEqual(sizes, [10, 10, 6]);
  assert.deepEqual(arns(found).toSorted(), [...pending, rsa, curve, issued].toSorted());
});

test("what a search tells of a certificate", async () => {
  const [found] = await search({ Filter: { CertificateArn: curve } });
  const attributes = found.X509Attributes;
  const told = found.CertificateMetadata.AcmCertificateMetadata;

  assert.equal(attributes.Subject.CommonName, "curve.pages.test");
  assert.deepEqual(attributes.SubjectAlternativeNames, [{ DnsName: "curve.pages.test" }]);
  assert.equal(attributes.KeyAlgorithm.replace("-", "_"), KeyAlgorithm.EC_prime256v1);
  assert.match(attributes.SerialNumber, /^[0-9a-f]{2}(:[0-9a-f]{2}){1,19}$/);
  assert.ok(attributes.NotAfter instanceof Date && attributes.NotBefore instanceof Date);
  assert.equal(told.Status, "ISSUED");
  assert.equal(told.Type, "IMPORTED");
  assert.ok(told.ImportedAt instanceof Date && told.CreatedAt instanceof Date);
  assert.equal(told.IssuedAt, undefined);
});

test("searches by filters that combine", async () => {
  const isIssued = metadata({ Status: "ISSUED" });
  const isImported = metadata({ Type: "IMPORTED" });
  const isPages = x509({
    SubjectAlternativeName: { DnsName: { Value: "pages", ComparisonOperator: "CONTAINS" } },
  });

  assert.deepEqual(arns(await search(isIssued)).toSorted(), [rsa, curve, issued].toSorted());
  assert.deepEqual(arns(await search({ And: [isIssued, { Not: isImported }] })), [issued]);
  assert.deepEqual(
    arns(
      await search({ And: [isPages, { Or: [isImported, x509({ KeyAlgorithm: "EC_secp384r1" })] }] }),
    ).toSorted(),
    [rsa, curve].toSorted(),
  );
  const soon = { Start: new Date(), End: new Date(Date.now() + 45 * 24 * 3600 * 1000) };
  assert.deepEqual(arns(await search(x509({ NotAfter: soon }))), [rsa]);
});

test("a search in the order of NotAfter", async () => {
  const found = await search(metadata({ Type: "IMPORTED" }), {
    SortBy: "NOT_AFTER",
    SortOrder: "DESCENDING",
  });

  assert.deepEqual(arns(found), [curve, rsa]);
});

test("a search for more than one thing in one filter cannot be put by the SDK, but refused by the service", async () => {
  const both = { Status: "ISSUED", Type: "IMPORTED" };
  const error = await refusal(search(metadata(both)));

  assert.match(error.name, /^(ValidationException|SerializationException)$/);
});

test("validations in pages of two", async () => {
  const input = { CertificateArn: issued };
  const pages = paginateListCertificateDomainValidations({ client: acm, pageSize: 2 }, input);
  const { sizes, found } = await collect(pages, "DomainValidationSummaryList");
  const records = await recordsOf(issued);

  assert.deepEqual(sizes, [2, 1]);
  assert.deepEqual(
    found.map((one) => one.DomainName).toSorted(),
    records.map((one) => one.DomainName).toSorted(),
  );
  for (const { ActiveValidationConfiguration: active } of found)
    assert.deepEqual([active.ValidationMethod, active.ValidationStatus], ["DNS", "SUCCESS"]);
});
