/** Installing the app on the home screen, where the browser offers it. */

/** Chromium's event; other browsers have an entry in a menu of their own. */
interface InstallOffer extends Event {
  prompt: () => Promise<unknown>;
}

let offer = $state.raw<InstallOffer | null>(null);

/** Reactive. */
export function mayInstall(): boolean {
  return offer !== null;
}

export async function install(): Promise<void> {
  const offered = offer;
  offer = null; // an offer holds once
  await offered?.prompt();
}

/** Call once, before the page has loaded. */
export function followInstallOffer(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault(); // the browser's own bar would lie over the button that sends
    offer = event as InstallOffer;
  });
  addEventListener('appinstalled', () => (offer = null));
}
