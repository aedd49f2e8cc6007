/** What is said of a published picture that cannot be read. `{{name}}` is a placeholder; both languages hold the same keys. */
const sv = {
  publishedNewer:
    'Den publicerade lägesbilden har schema {{schema}}, som den här versionen av Lägesbild inte känner: ladda om sidan, eller be den som sköter servern att uppdatera.',
  publishedForeign: 'Det här är ingen publicerad lägesbild: öppna den från listan över lägesbilder.',
  publishedDamaged:
    'Den publicerade lägesbilden kan inte läsas, för {{field}} är inte som det ska vara: ladda om sidan, och säg till den som sköter servern om det händer igen.',
};

const en: Record<keyof typeof sv, string> = {
  publishedNewer:
    'The published picture has schema {{schema}}, which this version of Lägesbild does not know: reload the page, or ask whoever runs the server to update.',
  publishedForeign: 'This is no published picture: open it from the list of pictures.',
  publishedDamaged:
    'The published picture cannot be read, because {{field}} is not as it should be: reload the page, and tell whoever runs the server if it happens again.',
};

export const publishWords = { sv, en } as const;
