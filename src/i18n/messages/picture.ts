/** The ways out of the situation, and the print page around the printed picture; the words of the picture itself are in src/picture. */
export const picture = {
  sv: {
    print: 'Skriv ut eller spara som PDF',
    back: 'Tillbaka till läget',
    toolbar: 'Utskrift',
    exportJson: 'Allt som JSON (picture.json)',
    layer_hotspots: 'hotspots',
    layer_gone: 'platser som har svalnat',
    layer_cells: 'rutor',
    layer_areas: 'områden',
    layer_incidents: 'händelser',
  },
  en: {
    print: 'Print or save as PDF',
    back: 'Back to the situation',
    toolbar: 'Printing',
    exportJson: 'Everything as JSON (picture.json)',
    layer_hotspots: 'hotspots',
    layer_gone: 'places that have cooled',
    layer_cells: 'cells',
    layer_areas: 'areas',
    layer_incidents: 'incidents',
  },
} as const;
