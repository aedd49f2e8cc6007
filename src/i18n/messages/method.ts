/** "How is this computed?": plain words first, then the parameters that were used, then where the method comes from. */
export const method = {
  sv: {
    how: 'Hur räknas det?',
    howStory: 'Vad betyder ny, växande, ihållande …?',
    source: 'Källa: {{source}}',

    headlinePlain:
      'Väntat är det spann som rymmer 95 av 100 vanliga perioder, räknat på perioderna närmast före. Spannet är vidare när historiken är kort eller ojämn. Jämförelsen med perioden före frågar om två slumptal med samma medelvärde lätt kan skilja så mycket; perioder av olika längd räknas om till samma längd. Ojämna antal skiljer sig oftare än provet tror. En fördubbling från tio syns genast två gånger av tre, inom två perioder mer än fyra av fem. Procent skrivs bara när båda antalen är minst 30.',
    areasPlain:
      'Varje område jämförs med sina egna perioder före. När många områden jämförs samtidigt hamnar något utanför sitt spann av en slump; därför krävs mer av skillnaden innan det kallas fler eller färre än väntat. Där de som brukar rapportera saknas kan det ha hänt mer än siffran visar.',
    categoriesPlain:
      'Varje kategori jämförs med sina egna perioder före, och bedömningen är justerad för att många kategorier jämförs samtidigt. Kategorier utan händelser visas bara när det är färre än väntat.',
    trendPlain: 'Staplarna är antalet per period med samma filter. Det väntade spannet gäller den visade perioden.',
    timesPlain:
      'En händelse med känd tid räknas i sin timme. En händelse med ett spann, till exempel ett inbrott under natten, sprids jämnt över spannets timmar och blir ändå en händelse tillsammans. Rutan säger när det kan ha hänt, inte när det säkert hände.',
    cellsPlain:
      'Området delas i lika stora celler. En cell är en hotspot när den och dess grannar tillsammans har fler händelser än slumpen brukar ge, också sedan man räknat med hur många celler som prövas. Hotspots som ligger intill varandra blir en. Tomma celler räknas med men ritas inte.',
    storyPlain:
      'Förloppet säger vad platsen varit i perioderna före. Ny: hotspot nu, men inte i någon av dem. Växande eller avtagande: antalen stiger eller faller mer än slumpen brukar ge. Ihållande: ingen sådan riktning, hotspot i minst två tredjedelar av perioderna före. Då och då: i färre. Svalnad: nyss hotspot men inte nu.',
    hindsightPlain:
      'Hur väl pekade förra periodens platser ut var det skulle hända nu? Träffindexet (PAI) är andelen händelser som föll där, delat med andelen av ytan. 1 är inte bättre än att peka på måfå. Med få händelser svänger talet kraftigt från period till period.',
    nearPlain:
      'Sker händelser oftare tätt efter varandra på samma plats än de skulle om tiderna var slumpade? Varje par av händelser räknas efter avstånd och dagar emellan och jämförs med vad som blir när tiderna blandas om. Säkert är det inte: samma händelse rapporterad två gånger ser ut som en upprepning, och platser som bara används en del av året får täta par av sig själva.',
    densityPlain:
      'Händelser per km², utjämnade så att närmare händelser väger mer. Täthet är volym: den säger inte om något är ovanligt.',
    incidentsPlain:
      'En punkt per händelse du får se. Punkter nära varandra slås ihop till en skiva med antalet; zooma in för att dela den.',
    placesPlain: 'Kommunens egna namn på platser. En hotspot får namn efter den närmaste inom 1 000 meter.',
    coveragePlain:
      'En organisation har rapporterat när den lämnat veckorapport eller minst en händelse för området i perioden. Saknas någon märks bedömningarna ”som väntat” och ”färre än väntat”; ”fler än väntat” står sig, för mer kan bara tillkomma.',

    periodsBefore: 'Perioder före',
    periodsBeforeValue: '{{count}} av högst 12; färre än 6 ger ingen bedömning',
    range: 'Spann',
    rangeValue: 'prediktivt, 95 % (4 % över, 1 % under), negativ binomial',
    test: 'Prov mot perioden före',
    testValue: 'två Poissontal, p = {{p}}',
    testNone: 'ingen period före',
    yearBefore: 'Samma period året före',
    compared: 'Jämförda samtidigt',
    level: 'Gräns',
    levelP: 'p < 0,05',
    levelQ: 'q < 0,05 efter justering för antalet',
    shown: 'Visade perioder',
    cell: 'Cell',
    cellSquare: 'ruta med sidan {{cell}} m, i linje med SCB:s rutnät (SWEREF 99 TM)',
    cellHexagon: 'sexhörning med samma yta som en ruta på {{cell}} m (SWEREF 99 TM)',
    cells: 'Celler i studien',
    cellsValue: '{{cells}}, {{area}} km²',
    neighbours: 'Grannar',
    neighboursSquare: 'cellen själv och 8 runt om, färre vid kanten',
    neighboursHexagon: 'cellen själv och 6 runt om, färre vid kanten',
    storyPeriods: 'Perioder i förloppet',
    goneWithin: 'Svalnad',
    goneWithinValue: 'hotspot i någon av de 3 perioderna före, inte nu',
    trendTest: 'Prov av stigande och fallande antal',
    trendTestValue: 'Mann-Kendall, 5 % åt vardera hållet',
    hits: 'Händelser i förra periodens platser',
    ofValue: '{{part}} av {{whole}}',
    ground: 'Celler i dem',
    pai: 'Träffindex (PAI)',
    incidents: 'Händelser',
    span: 'Tid',
    bandsMetres: 'Avstånd, meter',
    bandsDays: 'Dagar emellan',
    permutations: 'Omblandningar av tiderna',
    bandwidth: 'Bandbredd',
    bandwidthValue: '{{bandwidth}} m, två cellsidor; kvartisk kärna',
    weights: 'Summa',
    weightsValue: '{{count}} händelser',

    sourceRange: 'Gelman m.fl. (2013), Bayesian Data Analysis, avsnitt 2.6',
    sourceTest: 'Krishnamoorthy och Thomson (2004)',
    sourceCorrection: 'Benjamini och Hochberg (1995)',
    sourceGi: 'Getis och Ord (1992), Ord och Getis (1995), Benjamini och Hochberg (1995)',
    sourceStory: 'Mann (1945), Kendall (1970)',
    sourceHindsight: 'Chainey, Tompson och Uhlig (2008)',
    sourceNear: 'Knox (1964)',
    sourceDensity: 'Silverman (1986)',
    sourceTimes: 'Ratcliffe (2000), aoristiska vikter',
  },
  en: {
    how: 'How is this computed?',
    howStory: 'What do new, growing, persistent … mean?',
    source: 'Source: {{source}}',

    headlinePlain:
      'Expected is the range that holds 95 of 100 ordinary periods, computed from the periods just before. It is wider when the history is short or uneven. The comparison with the period before asks whether two chance counts with the same mean could easily differ this much; periods of different length are put on the same footing. Uneven counts differ more often than the test believes. A doubling from ten is seen at once two times in three, within two periods more than four times in five. A percentage is written only when both counts are at least 30.',
    areasPlain:
      'Each area is compared with its own periods before. When many areas are compared at once, one or another falls outside its range by chance; more is therefore asked of a difference before it is called more or fewer than expected. Where those who usually report are missing, more may have happened than the figure shows.',
    categoriesPlain:
      'Each category is compared with its own periods before, and the verdict is adjusted for the many categories compared at once. Categories without incidents are shown only when that is fewer than expected.',
    trendPlain:
      'The bars are the counts of each period with the same filters. The expected range is that of the period shown.',
    timesPlain:
      'An incident with a known time counts in its hour. One with a span, such as a burglary during the night, is spread evenly over the hours of its span and still adds up to one. The square says when it may have happened, not when it surely did.',
    cellsPlain:
      'The ground is divided into cells of equal size. A cell is a hotspot when it and its neighbours together have more incidents than chance usually gives, also after allowing for how many cells are tested. Hotspots that touch become one. Empty cells count but are not drawn.',
    storyPlain:
      'The course says what the place has been in the periods before. New: a hotspot now, but in none of them. Growing or fading: its counts rise or fall more than chance usually gives. Persistent: no such direction, a hotspot in at least two thirds of the periods before. On and off: in fewer. Cooled: one a short while ago, but not now.',
    hindsightPlain:
      'How well did the places of the period before point out where it would happen now? The prediction accuracy index (PAI) is the share of the incidents that fell there, divided by the share of the ground. 1 is no better than pointing at random. With few incidents it swings widely from period to period.',
    nearPlain:
      'Do incidents follow one another at the same place more often than they would if their times were random? Each pair of incidents is counted by distance and days apart, and compared with what comes out when the times are shuffled. It is no proof: one event reported twice looks like a repeat, and places used for a part of the year only have close pairs of themselves.',
    densityPlain:
      'Incidents per km², smoothed so that nearer incidents weigh more. Density is volume: it does not say whether something is unusual.',
    incidentsPlain:
      'One point for each incident that you may see. Points close together become one disc with their number; zoom in to split it.',
    placesPlain:
      'The municipality’s own names of places. A hotspot is named after the nearest one within 1,000 metres.',
    coveragePlain:
      'An organisation has reported when it has handed in a weekly report or at least one incident for the area in the period. Where one is missing, the verdicts “as expected” and “fewer than expected” are marked; “more than expected” stands, since more can only be added.',

    periodsBefore: 'Periods before',
    periodsBeforeValue: '{{count}} of at most 12; fewer than 6 give no verdict',
    range: 'Range',
    rangeValue: 'predictive, 95 % (4 % above, 1 % below), negative binomial',
    test: 'Test against the period before',
    testValue: 'two Poisson counts, p = {{p}}',
    testNone: 'no period before',
    yearBefore: 'Same period of the year before',
    compared: 'Compared at once',
    level: 'Level',
    levelP: 'p < 0.05',
    levelQ: 'q < 0.05 after adjusting for their number',
    shown: 'Periods shown',
    cell: 'Cell',
    cellSquare: 'square with a side of {{cell}} m, in line with the grid of Statistics Sweden (SWEREF 99 TM)',
    cellHexagon: 'hexagon with the area of a square of {{cell}} m (SWEREF 99 TM)',
    cells: 'Cells in the study',
    cellsValue: '{{cells}}, {{area}} km²',
    neighbours: 'Neighbours',
    neighboursSquare: 'the cell itself and the 8 around it, fewer at the edge',
    neighboursHexagon: 'the cell itself and the 6 around it, fewer at the edge',
    storyPeriods: 'Periods in the course',
    goneWithin: 'Cooled',
    goneWithinValue: 'a hotspot in one of the 3 periods before, not now',
    trendTest: 'Test of rising and falling counts',
    trendTestValue: 'Mann-Kendall, 5 % in each direction',
    hits: 'Incidents in the places of the period before',
    ofValue: '{{part}} of {{whole}}',
    ground: 'Cells in them',
    pai: 'Prediction accuracy index (PAI)',
    incidents: 'Incidents',
    span: 'Time',
    bandsMetres: 'Distance, metres',
    bandsDays: 'Days apart',
    permutations: 'Shuffles of the times',
    bandwidth: 'Bandwidth',
    bandwidthValue: '{{bandwidth}} m, two sides of a cell; quartic kernel',
    weights: 'Sum',
    weightsValue: '{{count}} incidents',

    sourceRange: 'Gelman et al. (2013), Bayesian Data Analysis, section 2.6',
    sourceTest: 'Krishnamoorthy and Thomson (2004)',
    sourceCorrection: 'Benjamini and Hochberg (1995)',
    sourceGi: 'Getis and Ord (1992), Ord and Getis (1995), Benjamini and Hochberg (1995)',
    sourceStory: 'Mann (1945), Kendall (1970)',
    sourceHindsight: 'Chainey, Tompson and Uhlig (2008)',
    sourceNear: 'Knox (1964)',
    sourceDensity: 'Silverman (1986)',
    sourceTimes: 'Ratcliffe (2000), aoristic weights',
  },
} as const;
