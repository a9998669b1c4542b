import { words } from '../../words/language.tsx';

/** What roles are called, in the account and in teams. */
export const roleWords = words<Readonly<Record<string, string>>>(
  {
    ACCOUNT_OWNER: 'Account owner',
    ADMIN: 'Administrator',
    USER: 'User',
    RESPONDER: 'Responder',
    VIEWER: 'Viewer',
    GUEST: 'Guest',
    STAKEHOLDER: 'Stakeholder',
  },
  {
    ACCOUNT_OWNER: 'Kontoinhaber',
    ADMIN: 'Administration',
    USER: 'Bearbeiten und Bereitschaft',
    RESPONDER: 'Nur Bereitschaft',
    VIEWER: 'Nur lesen',
    GUEST: 'Gast',
    STAKEHOLDER: 'Wird informiert',
  },
);

/** What each may do, in a sentence. */
export const roleHints = words<Readonly<Record<string, string>>>(
  {
    ADMIN: 'Changes everything, also people, teams and sign-in.',
    USER: 'Is on call, answers alerts, and changes the configuration.',
    RESPONDER: 'Is on call and answers alerts.',
    VIEWER: 'Sees everything and changes nothing.',
    GUEST: 'Sees only what their teams own.',
    STAKEHOLDER: 'Is told of incidents on the status pages of their teams.',
  },
  {
    ADMIN: 'Ändert alles, auch Personen, Teams und die Anmeldung.',
    USER: 'Hat Bereitschaft, beantwortet Alarme und ändert die Konfiguration.',
    RESPONDER: 'Hat Bereitschaft und beantwortet Alarme.',
    VIEWER: 'Sieht alles und ändert nichts.',
    GUEST: 'Sieht nur, was den eigenen Teams gehört.',
    STAKEHOLDER: 'Wird über Störungen auf den Statusseiten der eigenen Teams informiert.',
  },
);

export const accountRoles = ['ADMIN', 'USER', 'RESPONDER', 'VIEWER', 'GUEST', 'STAKEHOLDER'] as const;
export type AccountRole = (typeof accountRoles)[number];

export const teamRoles = ['ADMIN', 'USER', 'RESPONDER', 'VIEWER', 'STAKEHOLDER'] as const;
export type TeamRole = (typeof teamRoles)[number];

/** A role as the API writes it, among those that a form offers. */
export const asTeamRole = (role: string): TeamRole => teamRoles.find((one) => one === role) ?? 'RESPONDER';
export const asAccountRole = (role: string): AccountRole => accountRoles.find((one) => one === role) ?? 'ADMIN';
