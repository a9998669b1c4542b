import * as z from 'zod';
import { Instant } from '../time.ts';

/** What can be wrong with how a source is set up although its events are taken. */
export const warningKinds = ['UNKNOWN_TOOL', 'OTHER_TOOL', 'EMPTY_GROUP_KEY', 'RATE_LIMITED'] as const;
export type WarningKind = (typeof warningKinds)[number];

/** One sighting, as it travels with an event; `subject` is what the warning is about, such as a part of the address. */
export const WarningNote = z.object({ kind: z.string(), subject: z.string().optional() });
export type WarningNote = z.infer<typeof WarningNote>;
export type KnownWarning = WarningNote & { readonly kind: WarningKind };

/** What is remembered of a kind of warning about one source. `count` is how often it was seen, at least. */
export const SourceWarning = z.object({
  kind: z.enum(warningKinds),
  subject: z.string().optional(),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  count: z.number(),
});
export type SourceWarning = z.infer<typeof SourceWarning>;

/** Seen for the first time, or once more (`times` times since the last note). */
export function seenAgain(
  earlier: SourceWarning | undefined,
  { kind, subject }: KnownWarning,
  at: Instant,
  times: number,
): SourceWarning {
  return {
    kind,
    ...(subject !== undefined && { subject: subject.slice(0, 200) }),
    firstSeenAt: earlier?.firstSeenAt ?? at,
    lastSeenAt: earlier !== undefined && earlier.lastSeenAt > at ? earlier.lastSeenAt : at,
    count: (earlier?.count ?? 0) + times,
  };
}

/** The warning in words, for the people who look after a source of this type. */
export function warningText({ kind, subject = '' }: Pick<SourceWarning, 'kind' | 'subject'>, type: string): string {
  switch (kind) {
    case 'UNKNOWN_TOOL':
      return `Events arrive at /api/v1/events/${subject}/…, and there is no tool of that name; they are read as those of a source of type ${type}, or by their shape. Correct the address in the sender.`;
    case 'OTHER_TOOL':
      return `Events arrive at /api/v1/events/${subject}/…, and are not that tool's; they are read as those of a source of type ${type}, or by their shape. Correct the address in the sender.`;
    case 'RATE_LIMITED':
      return 'More came in one minute than is taken of one source (the option eventRateLimit). What came beyond that was refused: events with 429, so that their sender repeats them; mails and texts are among the events of the source, and made no alert.';
    case 'EMPTY_GROUP_KEY':
      return 'Notifications of everything arrive as one group, so that a new problem joins an open alert. Set group_by in the sender, at least to the name of the alert.';
  }
}
