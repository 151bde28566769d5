import { expect, it } from "vitest";

import { type X509 } from "../../api/types.ts";
import { chainOf } from "./chain.ts";

const x509 = (subject: string, issuer: string, keys: Partial<X509> = {}) =>
  ({
    subject,
    issuer,
    subject_key_id: "",
    authority_key_id: "",
    is_self_signed: subject === issuer,
    ...keys,
  }) as X509;

const leaf = x509("CN=www", "CN=Issuing");
const issuing = x509("CN=Issuing", "CN=Root");
const root = x509("CN=Root", "CN=Root");
const stranger = x509("CN=Stranger", "CN=Elsewhere");

it("goes from the certificate to its root", () => {
  expect(chainOf(leaf, [issuing, root])).toEqual({ path: [leaf, issuing, root], others: [] });
});

it("does not depend on the order", () => {
  expect(chainOf(leaf, [root, issuing])).toEqual({ path: [leaf, issuing, root], others: [] });
});

it("ends where the issuer is not there", () => {
  expect(chainOf(leaf, [issuing]).path).toEqual([leaf, issuing]);
  expect(chainOf(leaf, [])).toEqual({ path: [leaf], others: [] });
});

it("keeps apart what issued nothing in it", () => {
  expect(chainOf(leaf, [issuing, stranger, root])).toEqual({
    path: [leaf, issuing, root],
    others: [stranger],
  });
  expect(chainOf(leaf, [root])).toEqual({ path: [leaf], others: [root] });
});

it("tells authorities of one name apart by their keys", () => {
  const keyed = x509("CN=www", "CN=Issuing", { authority_key_id: "02" });
  const older = x509("CN=Issuing", "CN=Root", { subject_key_id: "01" });
  const newer = x509("CN=Issuing", "CN=Root", { subject_key_id: "02" });
  expect(chainOf(keyed, [older, newer])).toEqual({ path: [keyed, newer], others: [older] });
});

it("goes by the name where an identifier is absent", () => {
  const keyed = x509("CN=www", "CN=Issuing", { authority_key_id: "02" });
  expect(chainOf(keyed, [issuing]).path).toEqual([keyed, issuing]);
  const withKey = x509("CN=Issuing", "CN=Root", { subject_key_id: "02" });
  expect(chainOf(leaf, [withKey]).path).toEqual([leaf, withKey]);
});

it("looks for no issuer of a self-signed certificate", () => {
  expect(chainOf(root, [root])).toEqual({ path: [root], others: [root] });
});

it("ends when two authorities certify each other", () => {
  const a = x509("CN=A", "CN=B");
  const b = x509("CN=B", "CN=A");
  expect(chainOf(leaf, [x509("CN=Issuing", "CN=A"), a, b]).path).toHaveLength(4);
});
