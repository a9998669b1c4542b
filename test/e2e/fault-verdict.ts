import { type BrokenCall, nameOf } from './fault-matrix.ts';
import type { FinishedRun } from './fault-runs.ts';
import type { Outcome } from './fault-stories.ts';

/** What more and what less there is than expected, repeats counted. */
function difference(expected: readonly string[], actual: readonly string[]): { more: string[]; less: string[] } {
  const less = [...expected];
  const more = actual.filter((text) => {
    const at = less.indexOf(text);
    if (at >= 0) less.splice(at, 1);
    return at < 0;
  });
  return { more, less };
}

/** What is sent to push services of browsers is seen as a webhook. */
const providers: readonly string[] = ['sms-voice', 'connect', 'ses', 'mobiletargeting', 'sns', 'webhook'];

/** A send whose result nobody knows is repeated: its answer was lost, or its sender died before he could note it. */
const mayRepeatSend = ({ site, kind, count }: BrokenCall): boolean => {
  if (site.function !== 'send-notification') return false;
  if (providers.includes(site.service)) return kind === 'after' || kind === 'crash-after';
  return kind.startsWith('crash') || count > 1;
};

/** A provider that refuses a message for good makes it undeliverable: then the others have to be there. */
const isRefusal = ({ site, kind }: BrokenCall): boolean => providers.includes(site.service) && kind === 'error';

/** Who never got the message answers another way, and nothing is said to that on the way it did not come. */
const isToAnswerOf = (message: string, lost: readonly string[]): boolean =>
  lost.some((one) => message === `${one} confirmation`);

/** When the provider's answer is lost, its receipt is the first to tell. */
const asTold = (text: string) => text.replace(/was delivered$/, 'was sent');

/** A restart by the watchdog is no part of a story: whether it takes one depends on what broke. */
const expectedEntries = ({ timeline }: Outcome) =>
  timeline.filter((text) => !/^The escalation had stopped and was restarted/.test(text));

export interface Verdict {
  readonly complaints: readonly string[];
  readonly repeatedSends: number;
}

/** Compares a run with the one without faults. */
export function judge(run: FinishedRun, clean: Outcome): Verdict {
  const { broken, posts, outcome } = run;
  if (!broken) return { complaints: [], repeatedSends: 0 };
  const complaints: string[] = [];
  const complain = (what: string) => complaints.push(`${nameOf(broken)}: ${what}`);

  if (outcome.alerts.join() !== clean.alerts.join()) complain(`alerts ${outcome.alerts.join() || 'none'}`);

  const messages = difference(clean.messages, outcome.messages);
  const refused = isRefusal(broken) ? 1 : 0;
  const lost = messages.less.filter((message) => !(refused && isToAnswerOf(message, messages.less)));
  if (lost.length > refused) complain(`lost ${messages.less.join(', ')}`);
  const repeated = mayRepeatSend(broken) ? 1 : 0;
  const known = messages.more.filter((message) => clean.messages.includes(message));
  if (messages.more.length > repeated + refused) complain(`twice or unexpected ${messages.more.join(', ')}`);

  const timeline = difference(expectedEntries(clean), expectedEntries(outcome).map(asTold));
  const less = timeline.less;
  const more = timeline.more.filter((text) => !(posts > 1 && /reported/.test(text)));
  if (less.length > 0 && !refused) complain(`the timeline lacks ${less.join(' | ')}`);
  if (more.length > 0 && !refused) complain(`the timeline has besides ${more.join(' | ')}`);
  return { complaints, repeatedSends: known.length };
}
