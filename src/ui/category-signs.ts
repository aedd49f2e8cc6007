/** What the signs of categories look like: lines on a field of 24 by 24, drawn for this app. Fetched when the first one is shown, so that the form does not wait for them. */
import type { CategoryIcon } from '../domain/category-icon';

export const CATEGORY_SIGNS: Record<CategoryIcon, string> = {
  spray: 'M8 21V11q0-2 2-2h4q2 0 2 2v10zM10 9V6h4v3M12 6V4M18 3h.01M18 6.5h.01M20.5 1.5h.01M20.5 5h.01M8 14h8',
  glass: 'M4 3h16v18H4zM12 3l-2 6 3.5 2.5-3 4L12 21M10 9l-6 2M13.5 11.5L20 9',
  fire: 'M12 2.5c.5 4 6.5 6.5 6.5 12a6.5 6.5 0 0 1-13 0c0-3 1.5-4.5 2.5-7 1.5 1 2.5 2 2.5 3.5 1.5-2 2-5 1.5-8.5z',
  damage: 'M12.5 3.5l8 8-3 3-8-8zM11.5 9.5L3.5 17.5l3 3 8-8',
  stairs: 'M3 20h4.5v-4H12v-4h4.5V8H21V4',
  storage: 'M3 6h18v5H3zM5 11v9h14v-9M10 14.5h4',
  garage: 'M3 20V9l9-5.5L21 9v11M7 20v-8h10v8M7 16h10',
  shop: 'M4 11v9h16v-9M3 9l2-5h14l2 5q-1.5 3-4.5 0-2 3-4.5 0-2.5 3-4.5 0-3 3-4.5 0M10 20v-5h4v5',
  people:
    'M9 11a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM2.5 20c0-4 2.5-6 6.5-6s6.5 2 6.5 6M16 11a2.7 2.7 0 1 0 0-5.4M17.5 14.2c2.6.5 4 2.5 4 5.8',
  clash: 'M2.5 12H9M6 8.5L9.5 12 6 15.5M21.5 12H15M18 8.5L14.5 12l3.5 3.5M12 3v4M12 17v4',
  threat: 'M3.5 4h17v12.5H11l-4.5 4v-4h-3zM12 7v4.5M12 13.8h.01',
  fist: 'M5 11.5V9a1.8 1.8 0 0 1 3.5 0V7.5a1.8 1.8 0 0 1 3.5 0 1.8 1.8 0 0 1 3.5 0V9A1.7 1.7 0 0 1 19 9v5.5q0 6-6.5 6T5 15v-3.5h6M8.5 9v2.5M12 7.5v4M15.5 9v2.5',
  robbery: 'M5 9h14l1 11.5H4zM8.5 9V7a3.5 3.5 0 0 1 7 0v2M12 12v5.5M9.5 15l2.5 2.5 2.5-2.5',
  door: 'M4 21V3h10v18M2 21h14M11 12h.01M22 12h-5M19 9l-3 3 3 3',
  bag: 'M5 8.5h14l1 12H4zM8.5 11.5V7a3.5 3.5 0 0 1 7 0v4.5',
  capsule: 'M12.5 5.5a4.25 4.25 0 0 1 6 6l-7 7a4.25 4.25 0 0 1-6-6zM9 9l6 6',
  bottle: 'M10 2.5h4V7l2.5 3.5v11h-9v-11L10 7zM7.5 14h9',
  wheel:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM3.5 10.5l5.8.8M20.5 10.5l-5.8.8M12 15v6',
  music: 'M9 17.5V5l11-2v12.5M9 17.5a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM20 15.5a3 3 0 1 1-6 0 3 3 0 0 1 6 0z',
  bed: 'M3 19.5V6M3 16h18v3.5M21 16v-3a3 3 0 0 0-3-3h-6.5v6M7 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  badge: 'M5 5h14v16H5zM10 3h4v4h-4zM12 13.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM8 18q.5-2.8 4-2.8t4 2.8',
  lamp: 'M6 21V7a4 4 0 0 1 8 0M10 7h8l1.5 4h-11zM3.5 21h5M11 14.5l-1 3.5M14 14.5V18M17 14.5l1 3.5',
  hidden: 'M2 12q4-6.5 10-6.5T22 12q-4 6.5-10 6.5T2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 20.5L20 3.5',
  litter: 'M5 7h14M7 7l1 14h8l1-14M9.5 7V3.5h5V7M10.5 11v6M13.5 11v6',
  path: 'M9.5 3L5 21M14.5 3L19 21M12 4v2.5M12 10v3M12 16.5v3.5',
  rumour: 'M2.5 4H15v8.5H8.5L5.5 15v-2.5h-3zM18 9h3.5v8.5H19V20l-3.5-2.5H9V16',
  worry: 'M12 3.5l9.5 17h-19zM12 10v5M12 17.5h.01',
  other: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12h.01M12 12h.01M16 12h.01',
};
