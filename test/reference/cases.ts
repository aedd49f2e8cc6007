/** The pictures that are compared with PostGIS: both clock changes, every kind of period, two sizes of cell, complete and short histories. */
export interface Case {
  file: 'jonkoping' | 'eskilstuna';
  period: string;
  /** The same period as SQL sees it: its first local day, and the step to the one before. */
  firstDay: string;
  step: string;
  /** Metres. */
  cell: number;
}

export const CASES: readonly Case[] = [
  { file: 'jonkoping', period: '2026-W13', firstDay: '2026-03-23', step: '7 days', cell: 250 },
  { file: 'jonkoping', period: '2026-W43', firstDay: '2026-10-19', step: '7 days', cell: 125 },
  { file: 'jonkoping', period: '2026-10', firstDay: '2026-10-01', step: '1 month', cell: 250 },
  { file: 'jonkoping', period: '2025-W23', firstDay: '2025-06-02', step: '7 days', cell: 400 },
  { file: 'eskilstuna', period: '2025-W43', firstDay: '2025-10-20', step: '7 days', cell: 250 },
  { file: 'eskilstuna', period: '2025-T3', firstDay: '2025-09-01', step: '4 months', cell: 125 },
  { file: 'eskilstuna', period: '2025', firstDay: '2025-01-01', step: '1 year', cell: 250 },
];
