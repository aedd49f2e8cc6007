import type { Page } from 'playwright-core';

/** How many colours the middle of the map holds, read from a picture of the page as an eye would: a blank map has a handful. */
export async function coloursOfMap(page: Page): Promise<number> {
  const box = await page.locator('canvas.maplibregl-canvas').boundingBox();
  if (!box) throw new Error('The map has no canvas.');
  const clip = {
    x: box.x + box.width * 0.25,
    y: box.y + box.height * 0.25,
    width: box.width / 2,
    height: box.height / 2,
  };
  const picture = await page.screenshot({ clip });
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const surface = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (!surface) return 0;
    surface.drawImage(bitmap, 0, 0);
    return new Set(new Uint32Array(surface.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer)).size;
  }, picture.toString('base64'));
}
