/** Words of the map itself: its controls and what stands in its place. */
export const map = {
  sv: {
    title: 'Karta',
    zoomIn: 'Zooma in',
    zoomOut: 'Zooma ut',
    attribution: 'Visa kartans källor',
    feedback: 'Lämna synpunkter på kartan',
    marker: 'Vald plats',
    metres: 'm',
    kilometres: 'km',
    unsupported:
      'Kartan kan inte visas i den här webbläsaren, som saknar WebGL. Allt som kartan visar finns också i listorna och i tabellen.',
    preparing: 'Kartan ritas …',
  },
  en: {
    title: 'Map',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    attribution: 'Show the sources of the map',
    feedback: 'Give feedback on the map',
    marker: 'Chosen place',
    metres: 'm',
    kilometres: 'km',
    unsupported:
      'The map cannot be shown in this browser, which lacks WebGL. Everything on the map is also in the lists and in the table.',
    preparing: 'Drawing the map …',
  },
} as const;
