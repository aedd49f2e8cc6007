export const report = {
  sv: {
    title: '',
  },
  en: {
    title: '',
  },
} as const;
