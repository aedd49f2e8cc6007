/** What the command line says. `{{name}}` is a placeholder; both languages hold the same keys. */
const sv = {
  commandHelp: `Lägesbild från en fil med händelser.

npm run picture -- --incidents FIL.csv --areas FIL.geojson --period 2026-W47 [val]

  --incidents FIL   händelser: CSV med från, lon och lat (eller n och e); id, till, kategori, organisation om de finns
  --areas FIL       områden: GeoJSON med ytor, WGS 84 eller SWEREF 99 TM
  --period PERIOD   2026-W47, 2026-11, 2026-T3 eller 2026
  --cell METER      rutans sida, 25 till 5000 (250 om inget sägs)
  --shape FORM      square (kvadrater, om inget sägs) eller hexagon (sexhörningar med samma yta)
  --out MAPP        dit filerna skrivs (lagesbild_PERIOD om inget sägs)
  --places FIL      namngivna platser: CSV med namn, lon, lat, eller GeoJSON
  --check-ins FIL   veckorapporter: CSV med område, organisation och period (2026-W47) eller veckostart (2026-11-16)
  --title NAMN      namn i rubriken, till exempel kommunens
  --lang sv|en      språk (sv om inget sägs)
  --formats LISTA   fler filer, med komma emellan: html, pdf, pptx, docx, xlsx, csv, geojson, png
  --help            den här texten

Med --check-ins står det vid varje område hur många som inte har rapporterat. De som brukar rapportera är
organisationerna som har en veckorapport eller en händelse i området i någon av de 12 perioderna före; har rapporterat
har de som har det i perioden. Utan --check-ins är det okänt (null), och bilden säger det.

Skriver picture.json, hotspots.geojson, areas.csv och picture.html, och det som --formats nämner med namn som
lagesbild_jonkoping_2026-W47_v1_samordnare.pptx. Formaten pdf och png ritas av en Chromium eller Chrome som är
installerad (CHROMIUM_PATH säger var, om den ligger någon annanstans); utan den skrivs pptx och docx utan kartbild.`,
  formatUnknown: 'Formatet {{value}} finns inte: välj bland {{formats}}.',
  formatNeedsChromium:
    'Formatet {{format}} ritas av Chromium, som inte hittas: installera Chromium eller Chrome, säg var den ligger med CHROMIUM_PATH, eller ta bort formatet ur --formats.',
  formatWithoutMap:
    'Kartan är inte med i {{formats}}, för ingen Chromium hittas att rita den med; den finns i picture.html.',
  optionMissing: 'Valet {{option}} saknas: kör med --help för att se hur man gör.',
  optionUnknown: 'Valet {{option}} finns inte eller saknar värde: kör med --help för att se hur man gör.',
  optionExtra: 'Ordet {{value}} hör inte till något val: kör med --help för att se hur man gör.',
  optionLanguage: 'Språket {{value}} finns inte: välj sv eller en.',
  outUnwritable: 'Filerna gick inte att skriva i {{folder}} ({{detail}}).',
  resultTooLarge: 'Lägesbilden blev för stor att skriva: välj större rutor med --cell.',
  unexpected: 'Något gick fel som inte borde kunna gå fel: {{detail}}',
  summaryHotspots_one: '{{count}} hotspot:',
  summaryHotspots_other: '{{count}} hotspots:',
  summaryMost: 'Flest händelser, inom det vanliga:',
  summaryPlace: '{{number}}. {{name}}: {{count}}',
  summaryPlaceExpected: '{{number}}. {{name}}: {{count}}, brukar vara {{expected}}',
  summaryArea: '{{name}}: {{count}}, {{verdict}}',
  summaryAreaExpected: '{{name}}: {{count}} (väntat {{low}}–{{high}}), {{verdict}}',
  summaryRejected_one: '{{count}} rad kunde inte läsas:',
  summaryRejected_other: '{{count}} rader kunde inte läsas:',
  summaryMore: '… resten står i picture.json',
  summaryWritten: 'Skrivet i {{folder}}: {{files}}',
};

const en: Record<keyof typeof sv, string> = {
  commandHelp: `A situation picture from a file of incidents.

npm run picture -- --incidents FILE.csv --areas FILE.geojson --period 2026-W47 [options]

  --incidents FILE  incidents: CSV with occurred_from, lon and lat (or n and e); id, occurred_to, category, organisation if there
  --areas FILE      areas: GeoJSON polygons, WGS 84 or SWEREF 99 TM
  --period PERIOD   2026-W47, 2026-11, 2026-T3 or 2026
  --cell METRES     side of a cell, 25 to 5000 (250 unless said)
  --shape SHAPE     square (unless said) or hexagon (of the same area)
  --out FOLDER      where the files are written (lagesbild_PERIOD unless said)
  --places FILE     named places: CSV with name, lon, lat, or GeoJSON
  --check-ins FILE  weekly reports: CSV with area, organisation and period (2026-W47) or week_start (2026-11-16)
  --title NAME      name in the title, for example the municipality's
  --lang sv|en      language (sv unless said)
  --formats LIST    more files, with commas between: html, pdf, pptx, docx, xlsx, csv, geojson, png
  --help            this text

With --check-ins each area says how many have not reported. Those who usually report are the organisations with a
check-in or an incident in the area in one of the 12 periods before; those with one in the period have reported.
Without --check-ins this is not known (null), and the picture says so.

Writes picture.json, hotspots.geojson, areas.csv and picture.html, and what --formats names, with names such as
lagesbild_jonkoping_2026-W47_v1_coordinator.pptx. The formats pdf and png are drawn by a Chromium or Chrome that is
installed (CHROMIUM_PATH says where, if it lies elsewhere); without it pptx and docx are written without the map.`,
  formatUnknown: 'There is no format {{value}}: choose among {{formats}}.',
  formatNeedsChromium:
    'The format {{format}} is drawn by Chromium, which is not found: install Chromium or Chrome, say where it lies with CHROMIUM_PATH, or leave the format out of --formats.',
  formatWithoutMap: 'The map is not in {{formats}}, since no Chromium is found to draw it with; it is in picture.html.',
  optionMissing: 'The option {{option}} is missing: run with --help to see how.',
  optionUnknown: 'The option {{option}} does not exist or lacks its value: run with --help to see how.',
  optionExtra: 'The word {{value}} belongs to no option: run with --help to see how.',
  optionLanguage: 'There is no language {{value}}: choose sv or en.',
  outUnwritable: 'The files could not be written in {{folder}} ({{detail}}).',
  resultTooLarge: 'The picture became too large to write: choose larger cells with --cell.',
  unexpected: 'Something went wrong that should not: {{detail}}',
  summaryHotspots_one: '{{count}} hotspot:',
  summaryHotspots_other: '{{count}} hotspots:',
  summaryMost: 'Most incidents, within what is usual:',
  summaryPlace: '{{number}}. {{name}}: {{count}}',
  summaryPlaceExpected: '{{number}}. {{name}}: {{count}}, usually {{expected}}',
  summaryArea: '{{name}}: {{count}}, {{verdict}}',
  summaryAreaExpected: '{{name}}: {{count}} (expected {{low}}–{{high}}), {{verdict}}',
  summaryRejected_one: '{{count}} row could not be read:',
  summaryRejected_other: '{{count}} rows could not be read:',
  summaryMore: '… the rest is in picture.json',
  summaryWritten: 'Written in {{folder}}: {{files}}',
};

export const commandWords = { sv, en } as const;
