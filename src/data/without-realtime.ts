/**
 * Stands in for the parts of supabase-js that the app does not use, in its bundle alone (vite.config.ts): pushes over a WebSocket (screens ask again instead,
 * docs/decisions/0024) and file storage. They are a third of the client, and a phone on a slow line would fetch and read them before it could report.
 */
export class RealtimeClient {
  /** Called with each new token. */
  setAuth(): void {
    // Nothing listens.
  }
}

export class StorageClient {
  /** Files are kept nowhere. */
  from(): never {
    throw new Error('The app stores no files: take the alias away in vite.config.ts before it does.');
  }
}

export class StorageApiError extends Error {}
