import type { Language } from '../domain/user/user.ts';
import type { ReadyText } from './account-texts.ts';
import { oneLine } from './plain.ts';
import { inLanguage } from './subject-matter.ts';

interface About {
  /** Who invites. */
  readonly from: string;
  /** Whose address it is. */
  readonly email: string;
}

/** The words around a link that lets in who was invited. */
export const invitationText = (language: Language, { from, email }: About): ReadyText =>
  inLanguage(language, {
    en: {
      subject: 'Your invitation to Tocsin',
      text: `${oneLine(from, 100)} invites you to Tocsin, where alerts find the people who are on call.\n\nThe link is for ${email}. It works once, within seven days; then you choose how you get in from now on.\n\nIf you expect no invitation, ignore this mail, and do not pass it on: whoever opens the link gets in as you.`,
    },
    de: {
      subject: 'Ihre Einladung zu Tocsin',
      text: `${oneLine(from, 100)} lädt Sie zu Tocsin ein, wo Alarme die finden, die Bereitschaft haben.\n\nDer Link ist für ${email}. Er gilt einmal, sieben Tage lang; danach wählen Sie, wie Sie sich künftig anmelden.\n\nWenn Sie keine Einladung erwarten, ignorieren Sie diese E-Mail, und geben Sie sie nicht weiter: Wer den Link öffnet, kommt als Sie hinein.`,
    },
  });

/** To somebody who is invited and gets in over an identity provider alone. */
export const invitationOverText = (
  language: Language,
  { from, email, name, address }: About & { readonly name: string; readonly address: string },
): ReadyText =>
  inLanguage(language, {
    en: {
      subject: 'Your invitation to Tocsin',
      text: `${oneLine(from, 100)} invites you to Tocsin, where alerts find the people who are on call.\n\nWith ${email} you sign in over ${oneLine(name, 60)}:\n${address}`,
    },
    de: {
      subject: 'Ihre Einladung zu Tocsin',
      text: `${oneLine(from, 100)} lädt Sie zu Tocsin ein, wo Alarme die finden, die Bereitschaft haben.\n\nMit ${email} melden Sie sich über ${oneLine(name, 60)} an:\n${address}`,
    },
  });
