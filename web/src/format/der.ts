/** One value of DER: ITU-T X.690. */
export interface Element {
  tag: number;
  content: Uint8Array;
}

export const sequence = 0x30;
export const identifier = 0x06;

/** The values that stand one after the other; throws where they are cut short. */
export function elementsIn(bytes: Uint8Array): Element[] {
  const elements: Element[] = [];
  let at = 0;
  const next = () => {
    const byte = bytes[at++];
    if (byte === undefined) throw new Error("it is cut short");
    return byte;
  };
  while (at < bytes.length) {
    const tag = next();
    let length = next();
    if (length >= 0x80) {
      let more = length - 0x80;
      if (more > 4) throw new Error("it has a length that is too long");
      for (length = 0; more > 0; --more) length = length * 256 + next();
    }
    if (at + length > bytes.length) throw new Error("it is cut short");
    elements.push({ tag, content: bytes.subarray(at, at + length) });
    at += length;
  }
  return elements;
}
