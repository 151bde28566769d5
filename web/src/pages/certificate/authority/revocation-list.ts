/** What a certificate revocation list says of itself: RFC 5280 section 5.1. */
export interface RevocationListFacts {
  /** Grows with each list; as text, since it may have 20 bytes. */
  number: string | null;
  thisUpdate: string;
  nextUpdate: string | null;
  revoked: number;
}

interface Element {
  tag: number;
  content: Uint8Array;
}

const sequence = 0x30;
const integer = 0x02;
const utcTime = 0x17;
const generalizedTime = 0x18;
const extensions = 0xa0;
const octets = 0x04;
const identifier = 0x06;
/** 2.5.29.20 */
const crlNumber = [0x55, 0x1d, 0x14];

function childrenOf(bytes: Uint8Array): Element[] {
  const elements: Element[] = [];
  let at = 0;
  const next = () => {
    const byte = bytes[at++];
    if (byte === undefined) throw new Error("the revocation list is cut short");
    return byte;
  };
  while (at < bytes.length) {
    const tag = next();
    let length = next();
    if (length >= 0x80) {
      let more = length - 0x80;
      if (more > 4) throw new Error("the revocation list has a length that is too long");
      for (length = 0; more > 0; --more) length = length * 256 + next();
    }
    if (at + length > bytes.length) throw new Error("the revocation list is cut short");
    elements.push({ tag, content: bytes.subarray(at, at + length) });
    at += length;
  }
  return elements;
}

function wholeNumber(content: Uint8Array): string {
  let value = 0n;
  for (const byte of content) value = value * 256n + BigInt(byte);
  return value.toString();
}

/** RFC 5280 4.1.2.5: two digits of a year from 50 on are of the last century. */
function timeOf({ tag, content }: Element): string {
  const text = String.fromCharCode(...content);
  const digits = tag === generalizedTime ? text : (Number(text.slice(0, 2)) < 50 ? "20" : "19") + text;
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(digits) ?? [];
  if (year === undefined) throw new Error("the revocation list has a time that is none");
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

function numberOf(all: Element | undefined): string | null {
  for (const list of all === undefined ? [] : childrenOf(all.content)) {
    for (const extension of childrenOf(list.content)) {
      const parts = childrenOf(extension.content);
      const id = parts.find(({ tag }) => tag === identifier)?.content ?? [];
      if (id.length !== crlNumber.length || !crlNumber.every((byte, at) => id[at] === byte)) continue;
      const value = parts.find(({ tag }) => tag === octets);
      const [found] = value === undefined ? [] : childrenOf(value.content);
      if (found?.tag === integer) return wholeNumber(found.content);
    }
  }
  return null;
}

/** Reads what it says from its DER; its signature is not looked at. */
export function readRevocationList(der: Uint8Array): RevocationListFacts {
  const [outer] = childrenOf(der);
  const [signed] = outer === undefined ? [] : childrenOf(outer.content);
  const parts = signed === undefined ? [] : childrenOf(signed.content);
  const times = parts.filter(({ tag }) => tag === utcTime || tag === generalizedTime);
  const [thisUpdate, nextUpdate] = times;
  if (thisUpdate === undefined) throw new Error("this is not a revocation list");
  // The first two sequences are the algorithm and the issuer, before the times.
  const after = parts.slice(parts.indexOf(times.at(-1) ?? thisUpdate) + 1);
  const revoked = after.find(({ tag }) => tag === sequence);
  return {
    number: numberOf(after.find(({ tag }) => tag === extensions)),
    thisUpdate: timeOf(thisUpdate),
    nextUpdate: nextUpdate === undefined ? null : timeOf(nextUpdate),
    revoked: revoked === undefined ? 0 : childrenOf(revoked.content).length,
  };
}
