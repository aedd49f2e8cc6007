/** Sentences for files that cannot be read, whole or row by row. `{{name}}` is a placeholder; both languages hold the same keys. */
const sv = {
  // The whole file
  fileMissing: 'Filen {{name}} finns inte: kontrollera sökvägen.',
  fileUnreadable: 'Filen {{name}} gick inte att läsa ({{detail}}).',
  fileTooLarge: 'Filen {{name}} är större än {{limit}} MB: dela upp den, till exempel efter år.',
  fileUtf16: 'Filen {{name}} är sparad som UTF-16: spara den som CSV UTF-8 i stället.',
  fileWorkbook: 'Filen {{name}} är en Excel-bok: öppna den och spara som CSV UTF-8.',
  fileBinary: 'Filen {{name}} är inte en textfil: spara den som CSV UTF-8.',
  csvEmpty: 'Filen {{name}} är tom: den behöver en rubrikrad och minst en händelse.',
  csvNoHeader:
    'Filen {{name}} saknar rubrikrad med kolumnerna från (eller occurred_from) och lon och lat (eller n och e): lägg rubrikerna på rad 1.',
  csvNoTime: 'Filen {{name}} saknar en kolumn för tid: döp den till från eller occurred_from.',
  csvNoPosition:
    'Filen {{name}} saknar kolumner för läge: döp dem till lon och lat (WGS 84) eller n och e (SWEREF 99 TM).',
  csvNoRow: 'Ingen rad i filen {{name}} gick att läsa; rad {{line}}: {{reason}}',
  csvOnlyHeader: 'Filen {{name}} har en rubrikrad men ingen händelse.',
  csvTooManyCategories:
    'Filen {{name}} har fler än {{limit}} olika kategorier: har fritext hamnat i kolumnen kategori?',
  csvTooManyOrganisations:
    'Filen {{name}} har fler än {{limit}} olika organisationer: har fritext hamnat i kolumnen organisation?',
  // One row
  rowOpenQuote: 'Ett citattecken öppnas men stängs aldrig.',
  rowTextAfterQuote: 'Det står text efter ett avslutande citattecken; citattecken i en cell ska dubbleras.',
  rowTooManyCells:
    'Raden har {{cells}} celler men rubriken {{columns}}; har ett decimalkomma eller ett skiljetecken i en text inte satts inom citattecken?',
  rowNoTime: 'Tiden saknas i kolumnen {{column}}.',
  rowNotATime: '”{{value}}” i kolumnen {{column}} är ingen tid; skriv till exempel 2026-11-16 21:30.',
  rowExcelTime:
    '”{{value}}” i kolumnen {{column}} ser ut som Excels interna tal för en tid; formatera kolumnen som 2026-11-16 21:30.',
  rowNoSuchDate: 'Datumet {{value}} i kolumnen {{column}} finns inte.',
  rowNoSuchClock: 'Klockslaget i {{value}} i kolumnen {{column}} finns inte.',
  rowYearOutOfRange: 'Tiden {{value}} i kolumnen {{column}} ligger utanför åren 1970–2100.',
  rowEndBeforeStart: 'Slutet {{to}} ligger före början {{from}}.',
  rowEndBeforeStartDateOnly: 'Slutet {{to}} ligger före början {{from}}; ett datum utan klockslag räknas som midnatt.',
  rowNoPosition: 'Läget saknas i kolumnerna {{columns}}.',
  rowNotANumber: '”{{value}}” i kolumnen {{column}} är inget tal.',
  rowSwapped: '{{columns}} ser ut att ha bytt plats ({{first}} och {{second}}).',
  rowLooksLikeSweref: 'Läget {{first}}, {{second}} ser ut som SWEREF 99 TM; döp kolumnerna till n och e.',
  rowLooksLikeDegrees: 'Läget {{first}}, {{second}} ser ut som grader i WGS 84; döp kolumnerna till lat och lon.',
  rowLooksLikeRt90: 'Läget {{first}}, {{second}} ser ut som RT 90; räkna om det till SWEREF 99 TM.',
  rowLooksLikeLocalSweref:
    'Läget {{first}}, {{second}} ser ut som en lokal SWEREF 99-zon; räkna om det till SWEREF 99 TM.',
  rowOutsideSweden: 'Läget {{first}}, {{second}} ligger utanför Sverige.',
  rowRepeated: 'Upprepar id {{id}} från rad {{line}}.',
  noCategory: '(utan kategori)',
  // Areas and places
  jsonInvalid: 'Filen {{name}} är inte giltig GeoJSON: exportera områdena på nytt, till exempel från QGIS.',
  areasNone: 'Filen {{name}} innehåller inga områden.',
  areasNotPolygons:
    'Filen {{name}} innehåller annat än ytor ({{what}} är {{type}}): områden måste vara Polygon eller MultiPolygon.',
  areasBadRing: 'Området {{area}} i filen {{name}} har en ring med för få eller ogiltiga punkter: rita om det.',
  areasCrossing: 'Området {{area}} i filen {{name}} har en gräns som korsar sig själv: rätta den i kartprogrammet.',
  areasSwapped:
    'Området {{area}} i filen {{name}} ser ut att ha latitud före longitud (eller n före e): GeoJSON vill ha longitud först.',
  areasOutside: 'Området {{area}} i filen {{name}} ligger utanför Sverige: spara filen i WGS 84.',
  areasOtherCrs:
    'Filen {{name}} är i koordinatsystemet {{crs}}: spara den i WGS 84 (EPSG:4326) eller SWEREF 99 TM (EPSG:3006).',
  areasTooMany: 'Filen {{name}} har fler än {{limit}} områden.',
  areaUnnamed: 'Område {{number}}',
  placesNone:
    'Filen {{name}} innehåller inga platser: den behöver kolumnerna namn, lon och lat, eller punkter i GeoJSON med namn.',
  // Check-ins
  checkInsNoHeader:
    'Filen {{name}} saknar en rubrikrad med område, organisation och period (eller veckostart): lägg rubrikerna på rad 1.',
  checkInsNone:
    'Ingen rad i filen {{name}} gick att använda: den behöver ett område ur områdesfilen, en organisation och en period som 2026-W47.',
  checkInNoArea: 'Området ”{{value}}” finns inte i områdesfilen.',
  checkInNoOrganisation: 'Organisationen saknas.',
  checkInNoPeriod: '”{{value}}” är ingen period; skriv till exempel 2026-W47 eller veckans måndag, 2026-11-16.',
  // Options
  shapeUnknown: 'Rutornas form {{value}} finns inte: välj square (kvadrater) eller hexagon (sexhörningar).',
  periodUnknown: 'Perioden {{value}} finns inte: skriv till exempel 2026-W47, 2026-11, 2026-T3 eller 2026.',
  cellInvalid: 'Rutans sida {{value}} går inte: skriv ett helt antal meter mellan {{low}} och {{high}}.',
  cellTooSmall: 'Rutor på {{cell}} m blir omkring {{cells}} stycken i de här områdena: välj minst {{atLeast}} m.',
};

const en: Record<keyof typeof sv, string> = {
  fileMissing: 'The file {{name}} does not exist: check the path.',
  fileUnreadable: 'The file {{name}} could not be read ({{detail}}).',
  fileTooLarge: 'The file {{name}} is larger than {{limit}} MB: split it, for example by year.',
  fileUtf16: 'The file {{name}} is saved as UTF-16: save it as CSV UTF-8 instead.',
  fileWorkbook: 'The file {{name}} is an Excel workbook: open it and save it as CSV UTF-8.',
  fileBinary: 'The file {{name}} is not a text file: save it as CSV UTF-8.',
  csvEmpty: 'The file {{name}} is empty: it needs a header and at least one incident.',
  csvNoHeader:
    'The file {{name}} has no header with the columns occurred_from and lon and lat (or n and e): put the headings on line 1.',
  csvNoTime: 'The file {{name}} has no column for the time: name it occurred_from.',
  csvNoPosition:
    'The file {{name}} has no columns for the position: name them lon and lat (WGS 84) or n and e (SWEREF 99 TM).',
  csvNoRow: 'No row of the file {{name}} could be read; line {{line}}: {{reason}}',
  csvOnlyHeader: 'The file {{name}} has a header but no incident.',
  csvTooManyCategories:
    'The file {{name}} has more than {{limit}} different categories: did free text end up in the column category?',
  csvTooManyOrganisations:
    'The file {{name}} has more than {{limit}} different organisations: did free text end up in the column organisation?',
  rowOpenQuote: 'A quotation mark is opened but never closed.',
  rowTextAfterQuote: 'There is text after a closing quotation mark; quotation marks inside a cell are doubled.',
  rowTooManyCells:
    'The row has {{cells}} cells but the header {{columns}}; is a decimal comma or a delimiter in a text not within quotation marks?',
  rowNoTime: 'The time is missing in the column {{column}}.',
  rowNotATime: '“{{value}}” in the column {{column}} is not a time; write for example 2026-11-16 21:30.',
  rowExcelTime:
    '“{{value}}” in the column {{column}} looks like the number that Excel keeps for a time; format the column as 2026-11-16 21:30.',
  rowNoSuchDate: 'The date {{value}} in the column {{column}} does not exist.',
  rowNoSuchClock: 'The clock time in {{value}} in the column {{column}} does not exist.',
  rowYearOutOfRange: 'The time {{value}} in the column {{column}} lies outside the years 1970–2100.',
  rowEndBeforeStart: 'The end {{to}} lies before the start {{from}}.',
  rowEndBeforeStartDateOnly:
    'The end {{to}} lies before the start {{from}}; a date without a clock time counts as midnight.',
  rowNoPosition: 'The position is missing in the columns {{columns}}.',
  rowNotANumber: '“{{value}}” in the column {{column}} is not a number.',
  rowSwapped: '{{columns}} seem to have changed places ({{first}} and {{second}}).',
  rowLooksLikeSweref: 'The position {{first}}, {{second}} looks like SWEREF 99 TM; name the columns n and e.',
  rowLooksLikeDegrees: 'The position {{first}}, {{second}} looks like degrees in WGS 84; name the columns lat and lon.',
  rowLooksLikeRt90: 'The position {{first}}, {{second}} looks like RT 90; convert it to SWEREF 99 TM.',
  rowLooksLikeLocalSweref:
    'The position {{first}}, {{second}} looks like a local SWEREF 99 zone; convert it to SWEREF 99 TM.',
  rowOutsideSweden: 'The position {{first}}, {{second}} lies outside Sweden.',
  rowRepeated: 'Repeats id {{id}} of line {{line}}.',
  noCategory: '(no category)',
  jsonInvalid: 'The file {{name}} is not valid GeoJSON: export the areas again, for example from QGIS.',
  areasNone: 'The file {{name}} holds no areas.',
  areasNotPolygons:
    'The file {{name}} holds something else than areas ({{what}} is a {{type}}): areas must be Polygon or MultiPolygon.',
  areasBadRing: 'The area {{area}} in the file {{name}} has a ring with too few or invalid points: draw it again.',
  areasCrossing:
    'The area {{area}} in the file {{name}} has a boundary that crosses itself: mend it in the map program.',
  areasSwapped:
    'The area {{area}} in the file {{name}} seems to have latitude before longitude (or n before e): GeoJSON wants longitude first.',
  areasOutside: 'The area {{area}} in the file {{name}} lies outside Sweden: save the file in WGS 84.',
  areasOtherCrs:
    'The file {{name}} is in the coordinate system {{crs}}: save it in WGS 84 (EPSG:4326) or SWEREF 99 TM (EPSG:3006).',
  areasTooMany: 'The file {{name}} has more than {{limit}} areas.',
  areaUnnamed: 'Area {{number}}',
  placesNone:
    'The file {{name}} holds no places: it needs the columns name, lon and lat, or GeoJSON points with names.',
  checkInsNoHeader:
    'The file {{name}} has no header with area, organisation and period (or week_start): put the headings on line 1.',
  checkInsNone:
    'No row of the file {{name}} can be used: it needs an area of the areas file, an organisation and a period such as 2026-W47.',
  checkInNoArea: 'The area “{{value}}” is not in the areas file.',
  checkInNoOrganisation: 'The organisation is missing.',
  checkInNoPeriod: '“{{value}}” is not a period; write for example 2026-W47 or the Monday of the week, 2026-11-16.',
  shapeUnknown: 'There are no cells of the shape {{value}}: choose square or hexagon.',
  periodUnknown: 'There is no period {{value}}: write for example 2026-W47, 2026-11, 2026-T3 or 2026.',
  cellInvalid: 'Cells of {{value}} are not possible: write a whole number of metres between {{low}} and {{high}}.',
  cellTooSmall: 'Cells of {{cell}} m would be about {{cells}} in these areas: choose at least {{atLeast}} m.',
};

export const readingWords = { sv, en } as const;
