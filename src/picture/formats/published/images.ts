/** Images as slides and documents take them: pixels with their size and what they show. */
import { bytesOfDataUrl, imageSize } from './png';

export interface PixelImage {
  /** Data URL, image/png or image/jpeg. */
  url: string;
  width: number;
  height: number;
  /** For those who do not see it. */
  alt: string;
}

/** @returns null when it is neither a PNG nor a JPEG: office programs open nothing else everywhere. */
export function pixelImage(url: string, alt: string): PixelImage | null {
  if (!/^data:image\/(?:png|jpeg);base64,/.test(url)) return null;
  const size = imageSize(bytesOfDataUrl(url));
  return size && size.width > 0 && size.height > 0 ? { url, alt, ...size } : null;
}

/** The largest size of the image's shape within a box. */
export function fitted(
  image: Pick<PixelImage, 'width' | 'height'>,
  width: number,
  height: number,
): { w: number; h: number } {
  const scale = Math.min(width / image.width, height / image.height);
  return { w: image.width * scale, h: image.height * scale };
}

/** What a document shows as images, made before it is written: writers draw nothing themselves. */
export interface Images {
  /** The map with its legend; null where it could not be drawn as an image. */
  map: PixelImage | null;
  logo: PixelImage | null;
  /** In the order of the picture's maps; null where one could not be turned into a PNG. */
  maps: readonly (PixelImage | null)[];
}

export const NO_IMAGES: Images = { map: null, logo: null, maps: [] };
