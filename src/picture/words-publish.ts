/** What is said of a published picture that cannot be read. `{{name}}` is a placeholder; both languages hold the same keys. */
const sv = {
  publishedNewer:
    'Den publicerade lägesbilden har schema {{schema}}, som den här versionen av Lägesbild inte känner: ladda om sidan, eller be den som sköter servern att uppdatera.',
  publishedForeign: 'Det här är ingen publicerad lägesbild: öppna den från listan över lägesbilder.',
  publishedDamaged:
    'Den publicerade lägesbilden kan inte läsas, för {{field}} är inte som det ska vara: ladda om sidan, och säg till den som sköter servern om det händer igen.',
  publishedBlocks:
    'Antal anges i block om fem (0–4, 5–9 och så vidare), så att inget litet antal syns; ett block är bredare där antalet annars hade gått att räkna fram ur andra antal i den här eller tidigare lägesbilder.',
  publishedUnlisted: 'En händelsetyp som inte står med har 0–4.',
  publishedVerdict:
    'Bedömningen kommer ur de verkliga antalen och skrivs bara där en händelse mer eller mindre inte hade ändrat den.',
  publishedSquares:
    'Platser visas som de rutor om {{metres}} × {{metres}} m (SWEREF 99 TM) som de berör, och bara med minst {{count}} händelser; antalet gäller rutorna.',
};

const en: Record<keyof typeof sv, string> = {
  publishedNewer:
    'The published picture has schema {{schema}}, which this version of Lägesbild does not know: reload the page, or ask whoever runs the server to update.',
  publishedForeign: 'This is no published picture: open it from the list of pictures.',
  publishedDamaged:
    'The published picture cannot be read, because {{field}} is not as it should be: reload the page, and tell whoever runs the server if it happens again.',
  publishedBlocks:
    'Counts are given in blocks of five (0–4, 5–9 and so on), so that no small count shows; a block is wider where the count could otherwise be computed from other counts in this picture or earlier ones.',
  publishedUnlisted: 'A category that is not listed has 0–4.',
  publishedVerdict:
    'The verdict comes from the real counts and is written only where one incident more or fewer would not have changed it.',
  publishedSquares:
    'Places are shown as the squares of {{metres}} × {{metres}} m (SWEREF 99 TM) that they touch, and only with at least {{count}} incidents; the count is that of the squares.',
};

export const publishWords = { sv, en } as const;
