/** What a PNG says of itself beside its pixels: how large it is printed, and what it shows. */

/** Pixels a metre of 300 dots an inch. */
const PRINT_DENSITY = 11_811;
const SIGNATURE = 8;
/** IHDR is always first and always 25 bytes: length, name, 13 bytes, checksum (PNG specification, 11.2.2). */
const AFTER_HEADER = SIGNATURE + 25;

/** Cyclic redundancy code of PNG chunks (ISO 3309; PNG specification, annex D). */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const whole = new Uint8Array(12 + content.length);
  const view = new DataView(whole.buffer);
  view.setUint32(0, content.length);
  whole.set(new TextEncoder().encode(name), 4);
  whole.set(content, 8);
  view.setUint32(8 + content.length, checksum(whole.subarray(4, 8 + content.length)));
  return whole;
}

/** iTXt: keyword, no compression, no language, text in UTF-8. */
function textChunk(keyword: string, text: string): Uint8Array {
  return chunk('iTXt', new TextEncoder().encode(`${keyword}\0\0\0\0\0${text}`));
}

/** Bytes of a data URL in base64. @throws TypeError when it is none. */
export function bytesOfDataUrl(url: string): Uint8Array<ArrayBuffer> {
  const content = /^data:[\w/+.-]+;base64,([A-Za-z0-9+/=]*)$/.exec(url)?.[1];
  if (content === undefined) throw new TypeError('The image is no data URL in base64.');
  return Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
}

export function dataUrl(type: string, text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return `data:${type};base64,${btoa(binary)}`;
}

/** Width and height of a PNG or a JPEG in pixels; null when it is neither. */
export function imageSize(bytes: Uint8Array): { width: number; height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length > 24 && view.getUint32(0) === 0x89504e47) {
    return { width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null;
  // JPEG: segments follow each other until the frame header, SOF0 to SOF15 but for the tables DHT, JPG and DAC (ITU T.81, annex B).
  for (let at = 2; at + 9 < bytes.length; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
  }
  return null;
}

/**
 * @param png as a browser writes it.
 * @param about keywords and texts, for example Title and Source.
 * @returns the same image, with its print size (300 dots an inch) and the texts.
 * @throws TypeError when it is no PNG.
 */
export function printPng(
  png: Uint8Array,
  about: readonly (readonly [keyword: string, text: string])[],
): Uint8Array<ArrayBuffer> {
  if (png.length < AFTER_HEADER || png[0] !== 0x89 || png[1] !== 0x50) throw new TypeError('The image is no PNG.');
  const density = new Uint8Array(9);
  const view = new DataView(density.buffer);
  view.setUint32(0, PRINT_DENSITY);
  view.setUint32(4, PRINT_DENSITY);
  view.setUint8(8, 1);
  const parts = [
    png.subarray(0, AFTER_HEADER),
    chunk('pHYs', density),
    ...about.map(([keyword, text]) => textChunk(keyword, text)),
    png.subarray(AFTER_HEADER),
  ];
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
