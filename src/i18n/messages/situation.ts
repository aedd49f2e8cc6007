export const situation = {
  sv: {
    title: '',
  },
  en: {
    title: '',
  },
} as const;
