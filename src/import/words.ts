/** The sentences of the import. The room runs in a worker and in tests, so it cannot lean on the app's reactive messages. Rows borrow the words of picture/words-reading. */
import type { Language } from '../picture/types';
import { say } from '../picture/words';
import type { WordKey } from '../picture/words';
import type { Said } from './types';

const sv = {
  // The whole file
  fileTooLarge:
    'Filen {{name}} är {{size}} MB, mer än {{limit}} MB: dela upp den, till exempel efter år, och importera delarna var för sig.',
  fileTooLong:
    'Filen {{name}} har fler än {{limit}} rader: dela upp den, till exempel efter år, och importera delarna var för sig.',
  fileTooWide: 'Filen {{name}} har fler än {{limit}} kolumner: ta bort dem som inte behövs och spara den igen.',
  fileTooBigInside:
    'Arbetsboken {{name}} blir mer än {{limit}} MB när den packas upp: spara bladet som CSV, eller dela upp det.',
  fileEmpty: 'Filen {{name}} är tom: exportera listan på nytt, med en rubrikrad och minst en händelse.',
  fileOnlyHeadings: 'Filen {{name}} har rubriker men inga rader: kontrollera urvalet och exportera listan på nytt.',
  fileAllBroken:
    'Ingen av de {{rows}} raderna i filen {{name}} gick att dela upp i kolumner: öppna den i Excel och spara den som CSV UTF-8.',
  fileNoHeadings: 'Filen {{name}} saknar en rad med rubriker: skriv kolumnernas namn på första raden och spara igen.',
  fileOneColumn:
    'Filen {{name}} går inte att dela upp i kolumner: spara den som CSV med semikolon, komma eller tabb mellan cellerna.',
  fileNotText: 'Filen {{name}} är varken text eller en Excel-bok: exportera listan som CSV eller XLSX.',
  filePdf: 'Filen {{name}} är en PDF: be om listan som CSV eller XLSX, för ur en PDF går raderna inte att läsa säkert.',
  fileOldExcel:
    'Filen {{name}} är en äldre Excel-bok (.xls): öppna den i Excel och spara den som Excel-arbetsbok (.xlsx).',
  fileEncrypted:
    'Arbetsboken {{name}} är skyddad med lösenord: öppna den i Excel, ta bort lösenordet under Arkiv → Info och spara den igen.',
  fileZip: 'Filen {{name}} är ett arkiv utan Excel-bok: packa upp det och välj filen som ligger i det.',
  fileOds: 'Filen {{name}} är ett OpenDocument-kalkylblad: spara den som Excel-arbetsbok (.xlsx) eller CSV.',
  fileHtml: 'Filen {{name}} är en webbsida: öppna den i Excel och spara den som Excel-arbetsbok (.xlsx) eller CSV.',
  fileDamaged:
    'Arbetsboken {{name}} är skadad eller ofullständig: öppna den i Excel, spara den på nytt och försök igen.',
  fileNoSheets: 'Arbetsboken {{name}} har inget blad med innehåll: kontrollera att listan ligger i den.',
  fileUnreadable: 'Filen {{name}} gick inte att läsa: kontrollera att den finns kvar och välj den igen.',
  fileUnexpected: 'Filen {{name}} gick inte att tolka: öppna den i Excel, spara den som CSV UTF-8 och försök igen.',
  // What the reader did
  noteWindows: 'Filen är sparad i Windows-1252 och är läst så: å, ä och ö ska stå rätt nedan.',
  noteMixed:
    'Filen blandar två teckenkodningar (rader i UTF-8: {{utf8}}, i Windows-1252: {{windows}}; den första som skiljer sig är rad {{line}}). Varje rad är läst i sin egen: kontrollera å, ä och ö nedan.',
  noteLinesAbove: 'Rader ovanför rubrikerna, som inte är med: {{lines}}.',
  noteMerged:
    'Bladet har sammanslagna celler ({{cells}}). Excel lämnar alla utom den första tomma: de är lästa som tomma.',
  noteFormulas: 'Bladet har formler ({{cells}}). Det som står är värdet som Excel senast räknade ut.',
  noteFormulasEmpty:
    '{{cells}} formler saknar ett uträknat värde och är lästa som tomma: öppna filen i Excel, spara den och välj den igen.',
  noteMixedDates:
    'Datumen skrivs i olika ordning: en del kan bara vara dag/månad, andra bara månad/dag. De som inte passar den valda ordningen är inte med.',
  noteRepeatedHeading: 'Rubriken {{heading}} står två gånger; den andra heter här {{named}}.',
  // Lists of places
  placesBrokenJson: 'Filen {{name}} är ingen hel GeoJSON: exportera platserna på nytt.',
  placesNoGeoJson: 'Filen {{name}} är JSON men ingen GeoJSON med punkter: exportera platserna som GeoJSON eller CSV.',
  placesNone: 'Filen {{name}} har inga platser: kontrollera urvalet och exportera den på nytt.',
  placeNotAPoint: '{{name}} är ingen punkt utan en yta eller linje: ange en punkt för platsen.',
  placeNoName: 'Platsen har inget namn.',
  placeNameLong: 'Namnet {{name}} är längre än {{max}} tecken.',
  placeNoPosition: '{{name}} har inget läge, eller ett som inte är två tal.',
  placeNotInSweden: 'Läget för {{name}} ligger inte i Sverige, varken som WGS 84 eller SWEREF 99 TM.',
  notePlacesSweref: 'Lägen i SWEREF 99 TM som är omräknade till WGS 84: {{count}}.',
  notePlacesSwapped: 'Lägen där nord och ost var omkastade och är vända rätt: {{count}}.',
  // What the mapping lacks
  missingDate: 'Välj vilken kolumn som är datum.',
  missingPosition: 'Välj vilka kolumner som är läge (nord och ost), eller en kolumn med plats eller adress.',
  missingCategory: 'Välj vilken kolumn som är kategori, eller en kategori som gäller alla rader.',
  // One row, beyond picture/words-reading
  rowNotATime: '”{{value}}” i kolumnen {{column}} är inget datum; skriv till exempel 2026-11-16 21:30.',
  rowNotAClock: '”{{value}}” i kolumnen {{column}} är inget klockslag; skriv till exempel 21:30.',
  rowNoSuchDate:
    'Datumet {{value}} i kolumnen {{column}} finns inte; är dag och månad skrivna i en annan ordning än de andra?',
  rowLooksLikeSweref: 'Läget {{first}}, {{second}} ser ut som SWEREF 99 TM, men kolumnerna läses som WGS 84.',
  rowLooksLikeDegrees: 'Läget {{first}}, {{second}} ser ut som grader i WGS 84, men kolumnerna läses som SWEREF 99 TM.',
  rowOutsideMunicipality: 'Läget ligger utanför {{municipality}}.',
  rowNoCategory: 'Kategorin saknas.',
  rowUnknownCategory: '”{{value}}” i kolumnen {{column}} är inte kopplad till någon kategori.',
  rowCategoryGone: 'Kategorin för ”{{value}}” används inte längre i kommunen.',
  rowUnknownSharing: '”{{value}}” i kolumnen {{column}} är inte kopplad till någon delning.',
  rowUnknownPlace:
    'Platsen ”{{value}}” finns inte bland kommunens platser; välj en plats för den, eller lägg till koordinater.',
  rowDoubtfulPlace: 'Platsen ”{{value}}” kan vara flera; välj vilken den är.',
  rowRepeatedId: 'Numret {{id}} står redan på rad {{line}}, med annat innehåll.',
  rowInTheFuture: 'Tiden {{value}} ligger framåt i tiden.',
  rowBefore2000: 'Tiden {{value}} ligger före år 2000.',
  rowTooLong: 'Texten är {{length}} tecken; högst {{limit}} får plats.',
  'rowPersonalData_personal-number': 'Texten innehåller ett personnummer eller något som liknar ett: ta bort det.',
  rowPersonalData_phone: 'Texten innehåller ett telefonnummer: ta bort det.',
  rowPersonalData_email: 'Texten innehåller en e-postadress: ta bort den.',
  'rowPersonalData_registration-plate': 'Texten innehåller ett registreringsnummer: ta bort det.',
  'rowPersonalData_social-media': 'Texten innehåller ett konto i sociala medier: ta bort det.',
  // Refused by the server
  'server_outside-municipality': 'Läget ligger utanför kommunen.',
  'server_end-before-start': 'Slutet ligger före början.',
  'server_in-the-future': 'Tiden ligger framåt i tiden.',
  'server_before-2000': 'Tiden ligger före år 2000.',
  'server_personal-data': 'Texten innehåller något som pekar på en person: ta bort det.',
  'server_too-long': 'Texten är för lång.',
  'server_not-allowed': 'Du får inte rapportera där eller för den organisationen.',
  'server_not-found': 'Något som raden hänvisar till finns inte längre.',
  server_invalid: 'Servern tar inte emot raden: kategorin eller ett annat värde används inte i kommunen.',
  columnLine: 'rad i filen',
  columnReason: 'varför raden inte är med',
};

const en: Record<keyof typeof sv, string> = {
  fileTooLarge:
    'The file {{name}} is {{size}} MB, more than {{limit}} MB: split it, for example by year, and import the parts one by one.',
  fileTooLong:
    'The file {{name}} has more than {{limit}} rows: split it, for example by year, and import the parts one by one.',
  fileTooWide: 'The file {{name}} has more than {{limit}} columns: remove those that are not needed and save it again.',
  fileTooBigInside:
    'The workbook {{name}} becomes more than {{limit}} MB when unpacked: save the sheet as CSV, or split it.',
  fileEmpty: 'The file {{name}} is empty: export the list again, with a line of headings and at least one incident.',
  fileOnlyHeadings: 'The file {{name}} has headings but no rows: check the selection and export the list again.',
  fileAllBroken:
    'None of the {{rows}} rows of the file {{name}} could be split into columns: open it in Excel and save it as CSV UTF-8.',
  fileNoHeadings:
    'The file {{name}} has no line of headings: write the names of the columns on the first line and save it again.',
  fileOneColumn:
    'The file {{name}} cannot be split into columns: save it as CSV with semicolon, comma or tab between the cells.',
  fileNotText: 'The file {{name}} is neither text nor an Excel workbook: export the list as CSV or XLSX.',
  filePdf: 'The file {{name}} is a PDF: ask for the list as CSV or XLSX, since rows cannot be read safely from a PDF.',
  fileOldExcel:
    'The file {{name}} is an older Excel workbook (.xls): open it in Excel and save it as an Excel workbook (.xlsx).',
  fileEncrypted:
    'The workbook {{name}} is protected by a password: open it in Excel, remove the password under File → Info and save it again.',
  fileZip: 'The file {{name}} is an archive without a workbook: unpack it and choose the file inside.',
  fileOds: 'The file {{name}} is an OpenDocument spreadsheet: save it as an Excel workbook (.xlsx) or CSV.',
  fileHtml: 'The file {{name}} is a web page: open it in Excel and save it as an Excel workbook (.xlsx) or CSV.',
  fileDamaged: 'The workbook {{name}} is damaged or incomplete: open it in Excel, save it again and try once more.',
  fileNoSheets: 'The workbook {{name}} has no sheet with contents: check that the list is in it.',
  fileUnreadable: 'The file {{name}} could not be read: check that it is still there and choose it again.',
  fileUnexpected: 'The file {{name}} could not be understood: open it in Excel, save it as CSV UTF-8 and try again.',
  noteWindows: 'The file is saved in Windows-1252 and was read so: å, ä and ö should look right below.',
  noteMixed:
    'The file mixes two encodings (lines in UTF-8: {{utf8}}, in Windows-1252: {{windows}}; the first that differs is line {{line}}). Each line was read in its own: check å, ä and ö below.',
  noteLinesAbove: 'Lines above the headings, which are left out: {{lines}}.',
  noteMerged:
    'The sheet has merged cells ({{cells}}). Excel leaves all but the first of them empty: they were read as empty.',
  noteFormulas: 'The sheet has formulas ({{cells}}). What you see is the value that Excel worked out last.',
  noteFormulasEmpty:
    '{{cells}} formulas have no worked-out value and were read as empty: open the file in Excel, save it and choose it again.',
  noteMixedDates:
    'Dates are written in different orders: some can only be day/month, others only month/day. Those that do not fit the chosen order are left out.',
  noteRepeatedHeading: 'The heading {{heading}} stands twice; the second is called {{named}} here.',
  placesBrokenJson: 'The file {{name}} is not complete GeoJSON: export the places again.',
  placesNoGeoJson: 'The file {{name}} is JSON but not GeoJSON with points: export the places as GeoJSON or CSV.',
  placesNone: 'The file {{name}} has no places: check the selection and export it again.',
  placeNotAPoint: '{{name}} is not a point but a surface or a line: give a point for the place.',
  placeNoName: 'The place has no name.',
  placeNameLong: 'The name {{name}} is longer than {{max}} characters.',
  placeNoPosition: '{{name}} has no position, or one that is not two numbers.',
  placeNotInSweden: 'The position of {{name}} is not in Sweden, neither as WGS 84 nor as SWEREF 99 TM.',
  notePlacesSweref: 'Positions in SWEREF 99 TM that were converted to WGS 84: {{count}}.',
  notePlacesSwapped: 'Positions whose north and east were mixed up and were turned round: {{count}}.',
  missingDate: 'Choose which column is the date.',
  missingPosition: 'Choose which columns are the position (north and east), or a column with a place or an address.',
  missingCategory: 'Choose which column is the category, or one category for all rows.',
  rowNotATime: '“{{value}}” in the column {{column}} is not a date; write for example 2026-11-16 21:30.',
  rowNotAClock: '“{{value}}” in the column {{column}} is not a clock time; write for example 21:30.',
  rowNoSuchDate:
    'The date {{value}} in the column {{column}} does not exist; are day and month written in another order than the others?',
  rowLooksLikeSweref: 'The position {{first}}, {{second}} looks like SWEREF 99 TM, but the columns are read as WGS 84.',
  rowLooksLikeDegrees:
    'The position {{first}}, {{second}} looks like degrees in WGS 84, but the columns are read as SWEREF 99 TM.',
  rowOutsideMunicipality: 'The position lies outside {{municipality}}.',
  rowNoCategory: 'The category is missing.',
  rowUnknownCategory: '“{{value}}” in the column {{column}} is not mapped to a category.',
  rowCategoryGone: 'The category of “{{value}}” is no longer in use in the municipality.',
  rowUnknownSharing: '“{{value}}” in the column {{column}} is not mapped to a sharing level.',
  rowUnknownPlace:
    'The place “{{value}}” is not among the places of the municipality; choose a place for it, or add coordinates.',
  rowDoubtfulPlace: 'The place “{{value}}” may be several; choose which it is.',
  rowRepeatedId: 'The number {{id}} already stands on line {{line}}, with other contents.',
  rowInTheFuture: 'The time {{value}} lies in the future.',
  rowBefore2000: 'The time {{value}} lies before the year 2000.',
  rowTooLong: 'The text has {{length}} characters; there is room for {{limit}}.',
  'rowPersonalData_personal-number': 'The text holds a personal number or something like one: remove it.',
  rowPersonalData_phone: 'The text holds a phone number: remove it.',
  rowPersonalData_email: 'The text holds an e-mail address: remove it.',
  'rowPersonalData_registration-plate': 'The text holds a registration plate: remove it.',
  'rowPersonalData_social-media': 'The text holds an account of social media: remove it.',
  'server_outside-municipality': 'The position lies outside the municipality.',
  'server_end-before-start': 'The end lies before the start.',
  'server_in-the-future': 'The time lies in the future.',
  'server_before-2000': 'The time lies before the year 2000.',
  'server_personal-data': 'The text holds something that points at a person: remove it.',
  'server_too-long': 'The text is too long.',
  'server_not-allowed': 'You may not report there or for that organisation.',
  'server_not-found': 'Something that the row refers to is gone.',
  server_invalid:
    'The server does not accept the row: its category or another value is not in use in the municipality.',
  columnLine: 'line of the file',
  columnReason: 'why the row is left out',
};

export const importWords = { sv, en } as const;

const isOwn = (key: string): key is keyof typeof sv => Object.hasOwn(sv, key);

/** The sentence of a reason, own words before those of the command line's readers. */
export function saySentence(language: Language, { key, values = {} }: Said): string {
  if (!isOwn(key)) return say(language, key as WordKey, values);
  return importWords[language][key].replace(/\{\{(\w+)\}\}/g, (all, name: string) => String(values[name] ?? all));
}
