/**
 * The accounts of the demo, as supabase/seed.sql makes them. Only the demo's sign-in page imports this file; a production build holds none of it.
 * Named by role: nobody is behind them.
 */
export const demoPassword = 'lagesbild-demo';

export interface DemoAccount {
  email: string;
  municipality: string;
  organisation: string;
  role: 'reporter' | 'viewer' | 'coordinator' | 'administrator';
}

const at = (domain: string, municipality: string, rows: [string, string, DemoAccount['role']][]): DemoAccount[] =>
  rows.map(([name, organisation, role]) => ({ email: `${name}@${domain}.demo`, municipality, organisation, role }));

export const demoAccounts: DemoAccount[] = [
  ...at('jonkoping', 'Jönköping', [
    ['rapportor.bostad', 'Vätterhem', 'reporter'],
    ['samordnare', 'Jönköpings kommun', 'coordinator'],
    ['rapportor.polis', 'Polisen', 'reporter'],
    ['polis', 'Polisen', 'viewer'],
    ['lasare.bostad', 'Vätterhem', 'viewer'],
    ['administrator', 'Jönköpings kommun', 'administrator'],
    ['rapportor.junehem', 'Junehem', 'reporter'],
    ['rapportor.skola', 'Öxnehagaskolan', 'reporter'],
    ['rapportor.vaktare', 'Väktarbolaget', 'reporter'],
    ['rapportor.kommun', 'Jönköpings kommun', 'reporter'],
    ['lasare.krog', 'Krogar i centrum', 'viewer'],
    ['rapportor.raddning', 'Räddningstjänsten', 'reporter'],
    ['tva.uppdrag', 'Vätterhem + Väktarbolaget', 'reporter'],
  ]),
  ...at('eskilstuna', 'Eskilstuna', [
    ['rapportor.bostad', 'Bostadsbolaget', 'reporter'],
    ['samordnare', 'Eskilstuna kommun', 'coordinator'],
    ['rapportor.polis', 'Polisen', 'reporter'],
    ['lasare.bostad', 'Bostadsbolaget', 'viewer'],
    ['administrator', 'Eskilstuna kommun', 'administrator'],
  ]),
  ...at('eksjo', 'Eksjö', [
    ['rapportor.bostad', 'Bostadsbolaget', 'reporter'],
    ['samordnare', 'Eksjö kommun', 'coordinator'],
    ['rapportor.polis', 'Polisen', 'reporter'],
    ['lasare.bostad', 'Bostadsbolaget', 'viewer'],
    ['administrator', 'Eksjö kommun', 'administrator'],
  ]),
];
