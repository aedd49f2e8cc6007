/** The sign-in page. */
export const signIn = {
  sv: {
    title: 'Logga in',
    tagline: 'Veckans gemensamma bild av läget',
    purpose:
      'Lägesbild är till för polis, kommun, bostadsbolag och andra som förebygger brott tillsammans (EST). Uppgifterna handlar om platser och situationer, aldrig om enskilda personer, och används bara för det förebyggande arbetet.',
    email: 'E-post',
    password: 'Lösenord',
    show: 'Visa lösenordet',
    submit: 'Logga in',
    submitting: 'Loggar in …',
    expired: 'Du har loggats ut. Logga in igen så kommer du tillbaka dit du var. En påbörjad rapport finns kvar.',
    missingEmail: 'Skriv din e-postadress.',
    oddEmail: 'Skriv e-postadressen i formen namn@exempel.se.',
    missingPassword: 'Skriv ditt lösenord.',
    wrongCredentials:
      'E-postadressen och lösenordet hör inte ihop. Kontrollera båda, eller be din administratör om ett nytt lösenord.',
    tooMany: 'För många försök på kort tid. Vänta en minut och försök igen.',
    unreachable: 'Servern svarar inte. Kontrollera nätet och försök igen.',
    demoTitle: 'Prova med ett demokonto',
    demoWhat: 'All data här är påhittad. Välj en roll så loggas du in.',
    demoAccount: '{{organisation}}, {{role}}',
  },
  en: {
    title: 'Sign in',
    tagline: 'The week’s shared picture of the situation',
    purpose:
      'Lägesbild is for the police, municipalities, housing companies and others who prevent crime together (EST). It is about places and situations, never about individuals, and is used for preventive work only.',
    email: 'E-mail',
    password: 'Password',
    show: 'Show the password',
    submit: 'Sign in',
    submitting: 'Signing in …',
    expired:
      'You have been signed out. Sign in again to return to where you were. A report that you have begun is kept.',
    missingEmail: 'Type your e-mail address.',
    oddEmail: 'Type the e-mail address in the form name@example.se.',
    missingPassword: 'Type your password.',
    wrongCredentials:
      'The e-mail address and the password do not belong together. Check both, or ask your administrator for a new password.',
    tooMany: 'Too many attempts in a short time. Wait a minute and try again.',
    unreachable: 'The server does not answer. Check the network and try again.',
    demoTitle: 'Try a demo account',
    demoWhat: 'All data here are made up. Choose a role to be signed in.',
    demoAccount: '{{organisation}}, {{role}}',
  },
} as const;
