/** How it is counted, one sentence a method, with parameters and sources. `{{name}}` is a placeholder; both languages hold the same keys. */
const sv = {
  methodPeriod:
    'En händelse hör till den period då den började, {{from}} till {{to}} (svensk tid; perioden slutar före den senare tidpunkten), och räknas till det område som täcker platsen.',
  methodOutside: 'Händelser i inget av områdena räknas som ”utanför” och är inte med i summor, karta och tabeller.',
  methodExpected:
    'Väntat är det spann som en vanlig period håller sig inom i 95 fall av 100, räknat på de {{count}} perioderna före (blandade negativa binomialfördelningar), bredare ju mer antalen har växlat och ju kortare historiken är. Av de 5 utanför väntas 4 ligga över och 1 under.',
  methodExpectedNone: 'Väntat visas inte: det behövs minst 6 perioder före, och här finns {{count}}.',
  methodVerdict:
    'Bland många hamnar några utanför sitt spann av slump. Därför sägs ett antal avvika först när det står fast även med hänsyn till hur många som jämförs (q under 0,05 efter Benjamini och Hochberg 1995): områdena för sig, kategorierna för sig, och kategorierna inom områdena för sig.',
  methodChange:
    'Två perioder jämförs med ett test av två antal (Krishnamoorthy och Thomson 2004; tvåsidigt, periodernas längd i dagar inräknad): p under 0,05 kallas ”knappast slump”. Procent skrivs bara när båda antalen är minst 30.',
  methodHotspots_square:
    'Hotspots är rutor om {{cell}} × {{cell}} m i SWEREF 99 TM där Gi* (Getis och Ord 1992; Ord och Getis 1995; rutan och dess grannar kant i kant eller hörn i hörn, vikt 1) är högre än slumpen förklarar: q under 0,05 efter Benjamini och Hochberg (1995) över alla {{cells}} rutor.',
  methodHotspots_hexagon:
    'Hotspots är sexhörningar i SWEREF 99 TM, med samma yta som en ruta om {{cell}} × {{cell}} m, där Gi* (Getis och Ord 1992; Ord och Getis 1995; cellen och dess sex grannar, vikt 1) är högre än slumpen förklarar: q under 0,05 efter Benjamini och Hochberg (1995) över alla {{cells}} celler.',
  methodDensity: 'Tätheten är räknad med kvartisk kärna (Silverman 1986) och bandbredden {{bandwidth}} m.',
  methodAoristic:
    'En händelse med okänd tid inom ett intervall delas lika över timmarna i intervallet (aoristisk tid, Ratcliffe 2000).',
  methodStory:
    'Förloppet för en hotspot bygger på de {{count}} perioderna före: ny = aldrig hotspot då; växande eller avtagande = antalet stiger eller faller (Mann-Kendall 1945, p under 0,05); ihållande = hotspot i minst två av tre; annars då och då. Svalnad = hotspot i någon av de 3 perioderna före men inte nu.',
  methodHindsight:
    'PAI är andelen av periodens händelser som föll i föregående periods hotspots, delad med deras andel av ytan (Chainey, Tompson och Uhlig 2008); 1 är vad slumpen ger.',
  methodRepeats:
    'Upprepning i närheten: alla par bland {{incidents}} händelser, {{from}} till {{to}}, ordnade efter avstånd och tid (Knox 1964); p ur {{permutations}} omkastningar av tiderna.',
  methodCoverage_register: 'Vilka som brukar rapportera om ett område är bestämt av kommunen.',
  methodCoverage_history:
    'Brukar rapportera om ett område gör de organisationer som har en veckorapport eller en händelse där i minst en tredjedel av de perioder, av de {{count}} före, då någon rapporterade.',
  methodCoverageMark:
    'Saknas någon av dem står det vid bedömningen: färre händelser kan då bero på färre rapporter. ”Fler än väntat” står fast.',
  methodCoverageNone: 'Vilka organisationer som har rapporterat är inte känt.',
  methodDateOnly_one: '{{count}} händelse har datum men inget klockslag och räknas från midnatt.',
  methodDateOnly_other: '{{count}} händelser har datum men inget klockslag och räknas från midnatt.',
  methodOngoing:
    'Perioden var inte slut när bilden gjordes. Det väntade spannet gäller hela perioder, så bara ”fler än väntat” kan sägas redan nu.',
  methodReports: 'Talen är det som har rapporterats: få rapporter behöver inte betyda att det är lugnt.',
};

const en: Record<keyof typeof sv, string> = {
  methodPeriod:
    'An incident belongs to the period in which it began, {{from}} to {{to}} (Swedish time; the period ends before the later instant), and counts for the area that covers its position.',
  methodOutside: 'Incidents in none of the areas count as “outside” and are not in sums, map and tables.',
  methodExpected:
    'Expected is the range that an ordinary period keeps within 95 times out of 100, computed from the {{count}} periods before (a mixture of negative binomial distributions), wider the more the counts have varied and the shorter the history is. Of the 5 outside, 4 are expected above and 1 below.',
  methodExpectedNone: 'Expected is not shown: at least 6 periods before are needed, and there are {{count}}.',
  methodVerdict:
    'Among many, some end up outside their range by chance. So a count is called out only where that holds with regard to how many are compared (q below 0.05 after Benjamini and Hochberg 1995): the areas by themselves, the categories by themselves, and the categories within areas by themselves.',
  methodChange:
    'Two periods are compared by a test of two counts (Krishnamoorthy and Thomson 2004; two-sided, the lengths of the periods in days taken into account): p below 0.05 is called “hardly chance”. A percentage is written only where both counts are at least 30.',
  methodHotspots_square:
    'Hotspots are cells of {{cell}} × {{cell}} m in SWEREF 99 TM where Gi* (Getis and Ord 1992; Ord and Getis 1995; the cell and its neighbours by edge or corner, weight 1) is higher than chance explains: q below 0.05 after Benjamini and Hochberg (1995) over all {{cells}} cells.',
  methodHotspots_hexagon:
    'Hotspots are hexagons in SWEREF 99 TM, of the same area as a square of {{cell}} × {{cell}} m, where Gi* (Getis and Ord 1992; Ord and Getis 1995; the cell and its six neighbours, weight 1) is higher than chance explains: q below 0.05 after Benjamini and Hochberg (1995) over all {{cells}} cells.',
  methodDensity: 'Density is computed with a quartic kernel (Silverman 1986) and a bandwidth of {{bandwidth}} m.',
  methodAoristic:
    'An incident of unknown time within an interval is spread evenly over the hours of the interval (aoristic time, Ratcliffe 2000).',
  methodStory:
    'The course of a hotspot comes from the {{count}} periods before: new = never a hotspot then; growing or fading = its counts rise or fall (Mann-Kendall 1945, p below 0.05); persistent = a hotspot in at least two of three; else on and off. Cooled = a hotspot in one of the 3 periods before, but not now.',
  methodHindsight:
    'PAI is the share of the period’s incidents that fell in the hotspots of the period before, divided by the share of the ground that these take (Chainey, Tompson and Uhlig 2008); 1 is what chance gives.',
  methodRepeats:
    'Happening again nearby: all pairs among {{incidents}} incidents, {{from}} to {{to}}, by distance and time (Knox 1964); p from {{permutations}} shuffles of the times.',
  methodCoverage_register: 'Who usually reports about an area has been decided by the municipality.',
  methodCoverage_history:
    'Those who usually report about an area are the organisations with a check-in or an incident there in at least a third of the periods, of the {{count}} before, in which anybody reported.',
  methodCoverageMark:
    'Where one of them is missing it stands beside the verdict: fewer incidents may then come of fewer reports. “More than expected” stands.',
  methodCoverageNone: 'Which organisations have reported is not known.',
  methodDateOnly_one: '{{count}} incident has a date but no clock time and counts from midnight.',
  methodDateOnly_other: '{{count}} incidents have a date but no clock time and count from midnight.',
  methodOngoing:
    'The period was not over when the picture was made. The expected range is that of whole periods, so only “more than expected” can be said already.',
  methodReports: 'The figures are what has been reported: few reports need not mean that all is calm.',
};

export const methodWords = { sv, en } as const;
