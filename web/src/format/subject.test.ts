import { describe, expect, it } from "vitest";

import { subjectsIn } from "./subject.ts";

/** `openssl req -x509 -utf8 -subj "/C=DE/O=Example, Inc./OU=Zertifikate für alle/CN=Example Root"` */
const root = `-----BEGIN CERTIFICATE-----
MIICCzCCAbKgAwIBAgITDwKaMQf0XRA9kA9WeL1yM+HnbDAKBggqhkjOPQQDAjBc
MQswCQYDVQQGEwJERTEWMBQGA1UECgwNRXhhbXBsZSwgSW5jLjEeMBwGA1UECwwV
WmVydGlmaWthdGUgZsO8ciBhbGxlMRUwEwYDVQQDDAxFeGFtcGxlIFJvb3QwHhcN
MjYxMTI3MjIxOTM0WhcNMjYxMjA3MjIxOTM0WjBcMQswCQYDVQQGEwJERTEWMBQG
A1UECgwNRXhhbXBsZSwgSW5jLjEeMBwGA1UECwwVWmVydGlmaWthdGUgZsO8ciBh
bGxlMRUwEwYDVQQDDAxFeGFtcGxlIFJvb3QwWTATBgcqhkjOPQIBBggqhkjOPQMB
BwNCAAQqyWVWpE/eOJT9b+LHzpU2BpL+xcQkEefjy+phsXQIaXr4jBJuoRx/e3x0
vWWGJKG+iqgCsYneVruWBrdLfhsvo1MwUTAdBgNVHQ4EFgQUPdAC3UK6lrWvtmyu
dVyLPeI2zbkwHwYDVR0jBBgwFoAUPdAC3UK6lrWvtmyudVyLPeI2zbkwDwYDVR0T
AQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAyyh/svNmmpp69UmH7I4MVMV1W
59B6ydz3xavP6sKH8QIgcuNjGeDUsMECss3Wl0kujb63EnA/M3kK2YjmSN/o+Rs=
-----END CERTIFICATE-----
`;

describe("the subjects in PEM text", () => {
  it("have the most specific part first, and a backslash before a comma of a value", () => {
    expect(subjectsIn(root + root)).toEqual([
      "CN=Example Root,OU=Zertifikate für alle,O=Example\\, Inc.,C=DE",
      "CN=Example Root,OU=Zertifikate für alle,O=Example\\, Inc.,C=DE",
    ]);
  });

  it("are unknown where a certificate cannot be read", () => {
    expect(subjectsIn(root.replace("MIICCzCC", "MIICCzCD"))).toEqual([null]);
    expect(subjectsIn("nothing")).toEqual([]);
  });
});
