/** Milliseconds at most that something is put off for what is drawn first. */
const PATIENCE = 1500;

/** Resolves when the page has drawn what was asked for and has nothing else to do, and soon where it is never idle or the browser cannot tell. */
export function whenIdle(): Promise<void> {
  return new Promise((done) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => done(), { timeout: PATIENCE });
    else setTimeout(done, 200);
  });
}
