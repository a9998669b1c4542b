import type { Api } from '../../client/api.ts';

export type SystemStatus = Api<'SystemStatus'>;

/** Something about Tocsin itself that somebody should look at. */
export type Concern =
  | { readonly kind: 'tick' | 'canary'; readonly lastAt: string | null }
  | { readonly kind: 'alarm'; readonly name: string; readonly impact: string }
  | { readonly kind: 'deadLetters'; readonly messages: number }
  | { readonly kind: 'mailSandbox' | 'textSandbox' }
  | { readonly kind: 'mailNearlyUsedUp' | 'textsNearlySpent' }
  | { readonly kind: 'noChannel' };

/** Every minute there is a tick; its metric comes up to two minutes late. */
const tickLateMinutes = 5;
/** The test alert comes at least this often in every deployment that is not paused. */
const canaryLateMinutes = 65;
const nearly = 0.8;

const minutesBetween = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / 60_000;

/** What is wrong, the worst first; what is not known is not wrong. */
export function concernsOf({ at, tick, canary, alarms, deadLetters, mail, texts, channels }: SystemStatus): Concern[] {
  const isLate = (lastAt: string | null, minutes: number) => lastAt === null || minutesBetween(lastAt, at) > minutes;
  // A deployment that has just begun has measured nothing yet, which its alarms know.
  const isNew = (kind: 'tick' | 'canary') =>
    (alarms.value ?? []).some(({ name, state }) => name === `${kind}-silent` && state === 'INSUFFICIENT_DATA');
  const late = ([kind, part, minutes]: readonly ['tick' | 'canary', SystemStatus['tick'], number]): Concern[] => {
    if (part.value === undefined || !isLate(part.value.lastAt, minutes)) return [];
    const { lastAt } = part.value;
    return lastAt === null && isNew(kind) ? [] : [{ kind, lastAt }];
  };
  const ringing = (alarms.value ?? []).filter(({ state }) => state === 'ALARM');
  const messages = (deadLetters.value ?? []).reduce((sum, queue) => sum + queue.messages, 0);
  const { value: ofMail } = mail ?? {};
  const { value: ofTexts } = texts ?? {};
  const isSpent =
    ofTexts?.limit !== undefined && ofTexts.spent !== undefined && ofTexts.spent >= nearly * ofTexts.limit;
  const isUsedUp = ofMail !== undefined && ofMail.perDay > 0 && ofMail.sentToday >= nearly * ofMail.perDay;
  return [
    ...late(['tick', tick, tickLateMinutes]),
    ...ringing.map(({ name, impact }): Concern => ({ kind: 'alarm', name, impact })),
    ...(messages > 0 ? [{ kind: 'deadLetters' as const, messages }] : []),
    ...late(['canary', canary, canaryLateMinutes]),
    ...(channels.every(({ isConfigured }) => !isConfigured) ? [{ kind: 'noChannel' as const }] : []),
    ...(isUsedUp ? [{ kind: 'mailNearlyUsedUp' as const }] : []),
    ...(isSpent ? [{ kind: 'textsNearlySpent' as const }] : []),
    ...(ofMail?.isInSandbox ? [{ kind: 'mailSandbox' as const }] : []),
    ...(ofTexts?.isInSandbox ? [{ kind: 'textSandbox' as const }] : []),
  ];
}

const urgent: readonly Concern['kind'][] = ['tick', 'alarm', 'deadLetters', 'noChannel'];

/** Whether somebody may not be woken because of it. */
export const isUrgent = ({ kind }: Concern): boolean => urgent.includes(kind);

/** Alarms that ring first, then those without data, each by its name. */
export function alarmsInOrder(alarms: NonNullable<SystemStatus['alarms']['value']>): typeof alarms {
  const rank = { ALARM: 0, INSUFFICIENT_DATA: 1, OK: 2 } as const;
  return alarms.toSorted((a, b) => rank[a.state] - rank[b.state] || a.name.localeCompare(b.name));
}
