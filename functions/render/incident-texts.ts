import type { Language } from '../domain/user/user.ts';
import type { ReadyText } from './account-texts.ts';
import { oneLine } from './plain.ts';
import { inLanguage } from './subject-matter.ts';

/** To the owner of an incident that has been open for long. */
export function reminderText(
  { summary, hours }: { readonly summary: string; readonly hours: number },
  language: Language,
): ReadyText {
  const short = oneLine(summary, 100);
  return inLanguage(language, {
    en: {
      subject: `Still open: ${short}`,
      text: `Your incident "${short}" has been open for ${hours} hours. Tell people how it stands, or resolve it.`,
    },
    de: {
      subject: `Noch offen: ${short}`,
      text: `Ihr Vorfall „${short}“ ist seit ${hours} Stunden offen. Sagen Sie, wie es steht, oder schließen Sie ihn ab.`,
    },
  });
}
