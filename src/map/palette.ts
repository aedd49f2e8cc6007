/**
 * Colours of what we draw, for a light and a dark ground. The verdicts are those of src/ui/theme.css. The sequential scale for counts is single-hue
 * in lightness steps (after ColorBrewer PuBuGn/YlGnBu in spirit, own values), so that it survives colour blindness, a projector and a grey printer.
 */
import type { ShownVerdict } from './signs';

export type Tone = 'light' | 'dark';

export interface Palette {
  tone: Tone;
  ground: string;
  land: string;
  water: string;
  ink: string;
  inkSoft: string;
  halo: string;
  accent: string;
  line: string;
  hotspot: string;
  verdict: Record<ShownVerdict, string>;
  /** Low to high. */
  sequence: readonly string[];
}

const light: Palette = {
  tone: 'light',
  ground: '#eceeea',
  land: '#f7f8f5',
  water: '#cfe0e8',
  ink: '#1c211d',
  inkSoft: '#4c554d',
  halo: '#ffffff',
  accent: '#0b4f6c',
  line: '#7c847a',
  hotspot: '#7a0f4f',
  verdict: { above: '#b5470b', usual: '#6d756c', below: '#1f6391', 'too-few': '#85808c', ongoing: '#5c6a72' },
  sequence: ['#f3dcec', '#e0a9cf', '#c672ab', '#a33d85', '#6d1454'],
};

const dark: Palette = {
  tone: 'dark',
  ground: '#101412',
  land: '#1b201e',
  water: '#12303d',
  ink: '#eef1ee',
  inkSoft: '#b4bdb6',
  halo: '#101412',
  accent: '#7cc4e0',
  line: '#838d86',
  hotspot: '#f4a9d6',
  verdict: { above: '#f2a36b', usual: '#a5ada6', below: '#85bde6', 'too-few': '#a9a3b3', ongoing: '#9fb0ba' },
  sequence: ['#4a2140', '#7b3468', '#ac5192', '#d681b9', '#f7c4e3'],
};

export function palette(tone: Tone): Palette {
  return tone === 'dark' ? dark : light;
}
