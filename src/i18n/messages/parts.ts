/** Names of the parts of the screens that have several. */
export const parts = {
  sv: {
    report: 'Delar av rapporteringen',
    report_incident: 'Händelse',
    report_planned: 'Evenemang',
    report_checkIn: 'Veckorapport',
    report_mine: 'Mina rapporter',
    report_import: 'Importera',
    inbox: 'Delar av det inkomna',
    inbox_review: 'Granska',
    inbox_reporting: 'Vem har rapporterat',
    inbox_places: 'Platser',
  },
  en: {
    report: 'Parts of reporting',
    report_incident: 'Incident',
    report_planned: 'Planned event',
    report_checkIn: 'Weekly report',
    report_mine: 'My reports',
    report_import: 'Import',
    inbox: 'Parts of the inbox',
    inbox_review: 'Review',
    inbox_reporting: 'Who has reported',
    inbox_places: 'Places',
  },
} as const;
