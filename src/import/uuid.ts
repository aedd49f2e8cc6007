/**
 * UUIDs made from a name (version 5, RFC 9562 section 5.5): the same source and the same row always have the same id, so that importing twice stores once. SHA-1 (FIPS 180-4) is
 * written out, because the browser's own answers one promise a row, and 50,000 of them take longer than the hashing.
 */

/** Namespace of the rows of imports, drawn at random once. */
const NAMESPACE = '5f0b3c1e-7d64-4a56-9c2b-3e8a1f6d9b70';

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

function sha1(message: Uint8Array): DataView {
  const blocks = Math.ceil((message.length + 9) / 64);
  const padded = new Uint8Array(blocks * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(message.length / 0x2000_0000));
  view.setUint32(padded.length - 4, (message.length << 3) >>> 0);
  const hash = new DataView(new ArrayBuffer(20));
  // No destructuring in here: a swap through arrays costs more than the hashing.
  let h0 = 0x67452301;
  let h1 = 0xefcdab89 | 0;
  let h2 = 0x98badcfe | 0;
  let h3 = 0x10325476;
  let h4 = 0xc3d2e1f0 | 0;
  const words = new Int32Array(80);
  for (let block = 0; block < blocks; block++) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(block * 64 + i * 4);
    for (let i = 16; i < 80; i++) words[i] = rotate(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    let a = h0;
    let b = h1;
    let c = h2;
    let d = h3;
    let e = h4;
    for (let i = 0; i < 80; i++) {
      let mixed: number;
      let constant: number;
      if (i < 20) {
        mixed = (b & c) | (~b & d);
        constant = 0x5a827999;
      } else if (i < 40) {
        mixed = b ^ c ^ d;
        constant = 0x6ed9eba1;
      } else if (i < 60) {
        mixed = (b & c) | (b & d) | (c & d);
        constant = 0x8f1bbcdc | 0;
      } else {
        mixed = b ^ c ^ d;
        constant = 0xca62c1d6 | 0;
      }
      const next = (rotate(a, 5) + mixed + e + constant + words[i]) | 0;
      e = d;
      d = c;
      c = rotate(b, 30);
      b = a;
      a = next;
    }
    h0 = (h0 + a) | 0;
    h1 = (h1 + b) | 0;
    h2 = (h2 + c) | 0;
    h3 = (h3 + d) | 0;
    h4 = (h4 + e) | 0;
  }
  [h0, h1, h2, h3, h4].forEach((word, i) => hash.setInt32(i * 4, word));
  return hash;
}

const encoder = new TextEncoder();
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function bytesOf(uuid: string): Uint8Array {
  const digits = uuid.replaceAll('-', '');
  return Uint8Array.from({ length: 16 }, (_, i) => parseInt(digits.slice(i * 2, i * 2 + 2), 16));
}
const OWN_SPACE = bytesOf(NAMESPACE);

/** @param name any text. @param namespace a UUID. @returns a UUID, lower case. */
export function uuidOf(name: string, namespace = NAMESPACE): string {
  const space = namespace === NAMESPACE ? OWN_SPACE : bytesOf(namespace);
  const text = encoder.encode(name);
  const message = new Uint8Array(16 + text.length);
  message.set(space);
  message.set(text, 16);
  const hash = sha1(message);
  hash.setUint8(6, (hash.getUint8(6) & 0x0f) | 0x50);
  hash.setUint8(8, (hash.getUint8(8) & 0x3f) | 0x80);
  let hex = '';
  for (let i = 0; i < 16; i++) hex += HEX[hash.getUint8(i)] ?? '';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
