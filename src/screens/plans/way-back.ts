/** What was just taken away, as long as one press brings it back. */
export interface WayBack {
  title: string;
  restore: () => Promise<void>;
}
