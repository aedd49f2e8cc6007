/** The view and the address, kept equal: a change writes the address, back and forward read it. */
import { formatView, parseView, PATH } from './view';
import type { SituationView } from './view';

const seconds = (): number => Math.floor(Date.now() / 1000);

export interface ViewHolder {
  readonly view: SituationView;
  /** `replace`: no step back to before it (dragging a slider, moving the map). */
  change(patch: Partial<SituationView>, how?: 'push' | 'replace'): void;
  close(): void;
}

export function followAddress(): ViewHolder {
  let view = $state.raw(parseView(location.hash, seconds()));

  function onmoved(): void {
    // The address of another screen is not ours to read: the router is about to take this one away.
    if (location.hash !== '' && location.hash !== '#/' && !location.hash.startsWith(`#${PATH}`)) return;
    view = parseView(location.hash, seconds());
    write('replace');
  }

  function write(how: 'push' | 'replace'): void {
    const hash = formatView(view);
    if (hash === location.hash) return;
    // Written through history, not location.hash: the router then sees no navigation and keeps focus and scroll where they are.
    if (how === 'push') history.pushState(history.state, '', hash);
    else history.replaceState(history.state, '', hash);
  }

  addEventListener('hashchange', onmoved);
  addEventListener('popstate', onmoved);
  write('replace'); // an address that named no period now names the one that is shown: it can be sent to somebody
  return {
    get view() {
      return view;
    },
    change(patch, how = 'push') {
      view = { ...view, ...patch };
      write(how);
    },
    close() {
      removeEventListener('hashchange', onmoved);
      removeEventListener('popstate', onmoved);
    },
  };
}
