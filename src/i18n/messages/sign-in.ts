export const signIn = {
  sv: {
    title: '',
  },
  en: {
    title: '',
  },
} as const;
