/** The invitation in words: Swedish first, English below. Names an organisation and a role; never a person. */
import type { Role } from '../../../src/domain/setting';
import type { Message } from '../_shared/webhook';

export interface Invited {
  municipality: string;
  organisation: string;
  role: Role;
  /** Epoch seconds. */
  expiresAt: number;
}

const MAY: Record<'sv' | 'en', Record<Role, string>> = {
  sv: {
    reporter: 'rapportera händelser och läsa lägesbilden',
    viewer: 'läsa lägesbilden',
    coordinator: 'samordna arbetet',
    administrator: 'sköta inställningar och medlemmar',
  },
  en: {
    reporter: 'report incidents and read the situation picture',
    viewer: 'read the situation picture',
    coordinator: 'coordinate the work',
    administrator: 'look after settings and members',
  },
};

/** `6 december 2026` */
const dayWords = (epoch: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Europe/Stockholm' }).format(epoch * 1000);

/** @param link of the page where it is accepted. */
export function composeInvitation({ municipality, organisation, role, expiresAt }: Invited, link: string): Message {
  return {
    subject: `Inbjudan till Lägesbild: ${municipality}`,
    text: [
      `Hej! ${organisation} är med i det trygghetsskapande arbetet i ${municipality}. Du är inbjuden att ${MAY.sv[role]} i Lägesbild.`,
      '',
      'Öppna länken och välj ett lösenord:',
      link,
      '',
      `Länken är din och fungerar en gång, till och med ${dayWords(expiresAt, 'sv-SE')}. Skicka den inte vidare. Väntade du dig inte brevet, gör ingenting.`,
      '',
      '--',
      `In English: ${organisation} takes part in the work for safety in ${municipality}. You are invited to ${MAY.en[role]} in Lägesbild.`,
      '',
      'Open the link and choose a password:',
      link,
      '',
      `The link is yours and works once, until ${dayWords(expiresAt, 'en-GB')}. Do not pass it on. If you did not expect this letter, do nothing.`,
    ].join('\n'),
  };
}
