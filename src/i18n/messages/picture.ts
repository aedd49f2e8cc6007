/** The print page around the printed picture; the words of the picture itself are in src/picture/words-print.ts. */
export const picture = {
  sv: {
    print: 'Skriv ut eller spara som PDF',
    back: 'Tillbaka till läget',
    toolbar: 'Utskrift',
  },
  en: {
    print: 'Print or save as PDF',
    back: 'Back to the situation',
    toolbar: 'Printing',
  },
} as const;
