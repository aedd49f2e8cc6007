/** The most recently used of what is dear to compute, as much as a limit holds. */

export interface Recent<Value> {
  /** The value kept under the key, or else the one made now and kept from now on. */
  of(key: string, make: () => Value): Value;
}

/**
 * @param limit in the units of `weigh`; the value asked for last is kept even when it alone is heavier.
 * @param weigh what a value costs to keep, for example its bytes; must not change afterwards.
 */
export function keepRecent<Value>(limit: number, weigh: (value: Value) => number): Recent<Value> {
  // A Map remembers the order of insertion: its first is the one used longest ago.
  const kept = new Map<string, { value: Value; weight: number }>();
  let total = 0;

  function forget(): void {
    for (const [key, { weight }] of kept) {
      if (total <= limit || kept.size === 1) return;
      kept.delete(key);
      total -= weight;
    }
  }

  return {
    of(key, make) {
      let entry = kept.get(key);
      if (entry) {
        kept.delete(key);
        kept.set(key, entry);
        return entry.value;
      }
      const value = make();
      entry = { value, weight: weigh(value) };
      total += entry.weight;
      kept.set(key, entry);
      forget();
      return value;
    },
  };
}
