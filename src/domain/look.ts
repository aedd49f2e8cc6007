/** How a municipality looks in the app and on what leaves it. Keys are those of look_of in the database. */

export const LANGUAGES = ['sv', 'en'] as const;
export type OfferedLanguage = (typeof LANGUAGES)[number];

export interface Look {
  /** The first language of who has not chosen one, and of letters. */
  language: OfferedLanguage;
  /** What one may choose among; holds `language`. */
  languages: readonly OfferedLanguage[];
  /** `plain`, an address of a style or a `.pmtiles` file, or null: that of the installation. */
  basemap: string | null;
  /** What the logo shows, in words; null: there is none. */
  logoAlt: string | null;
  /** Of the stored look; 0: nothing was ever said. */
  revision: number;
}

export interface Logo {
  /** Data URL, PNG or JPEG. */
  image: string;
  alt: string;
}

/** Bytes. */
export const LOGO_LIMIT = 200_000;

/** What the bytes of a picture are; null for anything but PNG and JPEG. */
export function imageKind(bytes: Uint8Array): 'png' | 'jpeg' | null {
  const begins = (...start: number[]): boolean => start.every((byte, at) => bytes[at] === byte);
  if (
    begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) &&
    String.fromCharCode(...bytes.slice(12, 16)) === 'IHDR'
  ) {
    return 'png';
  }
  return begins(0xff, 0xd8, 0xff) ? 'jpeg' : null;
}

/** Whether the text may be an address of a basemap, as the database checks it. */
export function isBasemapAddress(text: string): boolean {
  return (
    text === 'plain' ||
    (text.length <= 500 && /^https:\/\/[^\s"'<>]{3,}$/.test(text)) ||
    (/^[A-Za-z0-9_-][A-Za-z0-9._/-]{0,200}\.(?:pmtiles|json)$/.test(text) && !/\.\.|\/\//.test(text))
  );
}
