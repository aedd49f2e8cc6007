/** The device's position, or a sentence on why there is none. */
import type { MessageKey } from '../../i18n/messages';
import type { Position } from './where';

export type Located = { position: Position; accuracy: number } | { problem: MessageKey };

const PROBLEM: Record<number, MessageKey> = {
  1: 'report:positionDenied',
  2: 'report:positionUnavailable',
  3: 'report:positionTimeout',
};

/** Never rejects. Accuracy in metres. */
export function geolocate(): Promise<Located> {
  if (!isSecureContext) return Promise.resolve({ problem: 'report:positionInsecure' });
  if (!('geolocation' in navigator)) return Promise.resolve({ problem: 'report:positionUnsupported' });
  return new Promise((done) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ position: { lon: coords.longitude, lat: coords.latitude }, accuracy: coords.accuracy }),
      ({ code }) => done({ problem: PROBLEM[code] ?? 'report:positionUnavailable' }),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    );
  });
}
