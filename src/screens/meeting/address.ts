/** The address of the meeting: which picture, and which slide. */
export const MEETING_PATH = '/mote';

export interface MeetingAddress {
  /** Null: the newest. */
  id: string | null;
  /** Name of the slide; null: the first, or the presenter's. */
  slide: string | null;
}

/** @param hash `location.hash`. */
export function parseMeeting(hash: string): MeetingAddress {
  const query = new URLSearchParams(hash.split('?')[1] ?? '');
  const [id, slide] = [query.get('id') ?? '', query.get('bild') ?? ''];
  return {
    id: /^[0-9a-f-]{36}$/i.test(id) ? id : null,
    slide: /^[\w-]{1,80}$/.test(slide) ? slide : null,
  };
}

export function formatMeeting({ id, slide }: MeetingAddress): string {
  const parts = [id && `id=${id}`, slide && `bild=${slide}`].filter(Boolean);
  return `#${MEETING_PATH}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}
