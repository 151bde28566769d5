import { type Element, elementsIn, identifier, sequence } from "./der.ts";

/** The end of what is below 2.5.4, by number. */
const attributes: Record<number, string> = { 3: "CN", 6: "C", 7: "L", 8: "ST", 10: "O", 11: "OU" };

function attributeOf({ content }: Element): string {
  const [type, value] = elementsIn(content);
  if (type?.tag !== identifier || value === undefined) throw new Error("it has a name that is none");
  const [first, second, last] = type.content;
  const known = type.content.length === 3 && first === 0x55 && second === 0x04 ? attributes[last ?? 0] : null;
  const text = new TextDecoder().decode(value.content).replace(/[,\\+]/g, "\\$&");
  return `${known ?? "other"}=${text}`;
}

/** The subject of a certificate, the most specific part first: RFC 5280 section 4.1, RFC 4514. */
export function subjectOf(certificate: Uint8Array): string {
  const inside = (element: Element | undefined) => (element === undefined ? [] : elementsIn(element.content));
  const [outer] = elementsIn(certificate);
  const [signed] = inside(outer);
  // Algorithm, issuer, validity, subject: what is before has other tags.
  const subject = inside(signed).filter(({ tag }) => tag === sequence)[3];
  if (subject === undefined) throw new Error("it is no certificate");
  const parts = inside(subject).map((set) => inside(set).map(attributeOf).join("+"));
  return parts.reverse().join(",");
}

/** Of each certificate in PEM text, null for one that cannot be read. */
export function subjectsIn(pem: string): (string | null)[] {
  const blocks = pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g);
  return [...blocks].map(([, body = ""]) => {
    try {
      const text = atob(body.replace(/\s/g, ""));
      return subjectOf(Uint8Array.from(text, (character) => character.charCodeAt(0)));
    } catch {
      return null;
    }
  });
}
