/** Draws an image as pixels on a canvas: the map of a published picture for slides, documents and paper. */

function load(image: string): Promise<HTMLImageElement> {
  return new Promise((done, fail) => {
    const element = new Image();
    element.onload = () => done(element);
    element.onerror = () => fail(new Error('The image could not be drawn.'));
    element.src = image;
  });
}

/**
 * @param image data URL: SVG, PNG or WebP. An SVG must hold all that it shows.
 * @param width in pixels; null: the image's own.
 * @returns data URL, image/png.
 * @throws Error when the browser cannot read the image, or has no canvas of that size.
 */
export async function rasterise(image: string, width: number | null): Promise<string> {
  const element = await load(image);
  const scale = width === null ? 1 : width / element.naturalWidth;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(element.naturalWidth * scale);
  canvas.height = Math.round(element.naturalHeight * scale);
  const surface = canvas.getContext('2d');
  if (!surface || canvas.width === 0) throw new Error('The image could not be drawn.');
  surface.drawImage(element, 0, 0, canvas.width, canvas.height);
  const url = canvas.toDataURL('image/png');
  if (!url.startsWith('data:image/png;base64,')) throw new Error('The image could not be drawn.');
  return url;
}
