/** What the board says of reports, of why two may be one event, and of the steps of the trace. */
import type { ReviewNote, ReviewReport } from '../../domain/review';
import type { Setting } from '../../domain/setting';
import { number } from '../../i18n/format';
import { named, t } from '../../i18n/i18n.svelte';
import { metresBetween, nearestPlace } from '../places/nearby';
import type { Position } from '../report/where';
import type { BoardProblem } from './board.svelte';
import type { Likeness } from './likeness';

type Things = readonly { id: string; name: string; nameEn?: string | null }[];

/** Name of something of the setting; its id where the setting no longer has it. */
export function nameIn(things: Things, id: string | null): string {
  const thing = things.find((one) => one.id === id);
  return thing ? named(thing) : (id ?? '');
}

/** `40 m`, `1,2 km`. Tens of metres from 20 on: positions are not better known. */
export function distanceWords(metres: number): string {
  if (metres >= 995) return t('review:kilometres', { count: number(metres / 1000, 1) });
  return t('review:metres', { count: number(metres < 20 ? Math.round(metres) : Math.round(metres / 10) * 10) });
}

/** `25 min`, `3 timmar`. */
export function minutesWords(minutes: number): string {
  if (minutes < 90) return t('review:minutes', { count: Math.max(1, Math.round(minutes)) });
  return t('review:hours', { count: Math.round(minutes / 60) });
}

/** `40 m och 25 min ifrån, samma kategori, Polisen` */
export function reasonWords(likeness: Likeness, setting: Setting): string {
  const { metres, minutes, category, organisation, other } = likeness;
  const here = metres < 1;
  const distance = distanceWords(metres);
  const apart =
    minutes > 0
      ? t(here ? 'review:reasonHereTime' : 'review:reasonPlaceTime', { distance, time: minutesWords(minutes) })
      : `${here ? t('review:reasonHere') : t('review:reasonApart', { distance })}, ${t('review:reasonSameTime')}`;
  const name = nameIn(setting.organisations, other.organisationId);
  const who =
    organisation === 'unknown'
      ? t('review:unknownOrganisation')
      : organisation === 'same'
        ? t('review:sameOrganisation', { name })
        : name;
  return `${apart}, ${t(`review:relation_${category}`)}, ${who}`;
}

/** `Öxnehaga, nära Öxnehaga centrum` */
export function placeWords({ areaId, lon, lat }: Position & { areaId: string | null }, setting: Setting): string {
  const area = areaId === null ? t('review:outsideAreas') : nameIn(setting.areas, areaId);
  const near = nearestPlace({ lon, lat }, setting.places);
  return near ? `${area}, ${t('review:near', { place: near.name })}` : area;
}

/** `Klotter, Öxnehaga` */
export function headline(report: Pick<ReviewReport, 'categoryId' | 'areaId'>, setting: Setting): string {
  const area = report.areaId === null ? t('review:outsideAreas') : nameIn(setting.areas, report.areaId);
  return `${nameIn(setting.categories, report.categoryId)}, ${area}`;
}

/** `släppt`, `lagd åt sidan`, `dubblett`, `väntar` */
export function stateWords({ reviewState, duplicateOf }: Pick<ReviewReport, 'reviewState' | 'duplicateOf'>): string {
  return t(duplicateOf !== null ? 'review:state_duplicate' : `review:state_${reviewState}`);
}

function positionOf(text: string | null): Position | null {
  const [lon = NaN, lat = NaN] = (text ?? '').split(',').map(Number);
  return Number.isFinite(lon) && Number.isFinite(lat) ? { lon, lat } : null;
}

/** What a step of the trace was. */
export function noteWords({ kind, text, before, after }: ReviewNote, setting: Setting): string {
  switch (kind) {
    case 'question':
    case 'answer':
      return t(`review:note_${kind}`, { text });
    case 'category':
      return t('review:note_category', {
        before: nameIn(setting.categories, before),
        after: nameIn(setting.categories, after),
      });
    case 'position': {
      const [from, to] = [positionOf(before), positionOf(after)];
      return t('review:note_position', { distance: from && to ? distanceWords(metresBetween(from, to)) : '' });
    }
    case 'text_released':
      return t(after === 'false' ? 'review:note_text_kept' : 'review:note_text_released');
    default:
      return t(`review:note_${kind}`);
  }
}

export function problemWords(problem: BoardProblem): string {
  switch (problem) {
    case 'offline':
    case 'personal-data':
    case 'outside-municipality':
    case 'not-allowed':
    case 'not-found':
      return t(`review:problem_${problem}`);
    default:
      return t('review:problem_default');
  }
}

/** A, B, C … in the list and on the map. */
export const letterOf = (index: number): string => String.fromCharCode(65 + index);
