import type { Options } from '../../lib/context.ts';

type Name = keyof Options;
type Value = Options[Name];
/** An option as a deployment has it. A record of another version may hold options that this one does not know. */
export type Recorded = Readonly<Record<string, unknown>>;

interface Rule {
  /** What people lose when the option changes like this; undefined when nothing. */
  readonly lost?: (before: unknown, after: unknown) => string | undefined;
  /** What has to be done or known when it changes. */
  readonly note?: string;
}

/** Something is lost when the option is gone. */
const whenGone =
  (words: string): Rule['lost'] =>
  (before, after) =>
    before !== undefined && after === undefined ? words : undefined;

/** The countries that the first list names and the second does not, in words; undefined when there are none. */
function countriesGone(before: string, after: string): string | undefined {
  if (after === '*') return undefined;
  if (before === '*') return `countries other than ${after}`;
  const gone = before.split(',').filter((country) => !after.split(',').includes(country));
  return gone.length === 0 ? undefined : gone.join(', ');
}

/** Something is lost when an entry of a list between commas is gone. */
const whenShorter =
  (words: string): Rule['lost'] =>
  (before, after) => {
    const entriesOf = (value: unknown) =>
      String(value ?? '')
        .split(',')
        .filter(Boolean);
    const gone = entriesOf(before).filter((entry) => !entriesOf(after).includes(entry));
    return gone.length === 0 ? undefined : `${words} ${gone.join(', ')} any more`;
  };

/** Something is lost when a limit is lower than it was; 0 is no limit. */
const whenLowered =
  (words: string): Rule['lost'] =>
  (before, after) => {
    const most = (value: unknown) => Number(value) || Number.POSITIVE_INFINITY;
    return most(after) < most(before) ? words : undefined;
  };

const voices = ['off', 'eum', 'connect'];

/** What a change of each option means to people. `stage` and `bundling` make no difference to what is deployed. */
const rules: Readonly<Record<Exclude<Name, 'stage' | 'bundling'>, Rule>> = {
  domain: {
    lost: whenGone('tools that post to it get no answer any more, and links in messages already sent lead nowhere'),
    note: 'tools keep the old address until you change it there',
  },
  certificateArn: {},
  consoleDomain: {
    lost: whenGone(
      'people sign in at the name that CloudFront gives: sessions end, passkeys of the old name let nobody in, and links in messages already sent lead nowhere',
    ),
    note: 'its DNS record must lead to the output ConsoleHost; people sign in there anew, passkeys are of one name only, and each identity provider needs the new redirect URI',
  },
  consoleCertificateArn: {},
  pagesDomain: {
    lost: whenGone(
      'status pages have no addresses below it any more: only one, at the name that CloudFront gives, can be read',
    ),
    note: 'a DNS record for the names below it must lead to the output PagesHost',
  },
  pagesCertificateArn: {},
  pagesTenants: {
    lost: (before, after) =>
      before === true && after !== true
        ? 'status pages at domains of their own cannot be read any more; delete their tenants first'
        : undefined,
    note: 'each domain becomes a tenant of the output PagesTenants (docs/status-pages.md)',
  },
  mailFrom: {
    lost: whenGone('nobody is told by e-mail any more'),
    note: 'the address or its domain must be verified in SES',
  },
  replyDomain: {
    lost: whenGone('alerts cannot be answered by e-mail any more'),
    note: 'its MX record must point to the output MailExchange, and it must be verified in SES',
  },
  smsIdentity: {
    lost: whenGone('texts go out by SNS, and nobody can answer by SMS any more'),
    note: 'the two-way destination of the number must be the output InboundTopic',
  },
  dailyTextsPerUser: { lost: whenLowered('people get fewer texts on one day') },
  dailyCallsPerUser: { lost: whenLowered('people get fewer calls on one day') },
  dailyTexts: { lost: whenLowered('all together get fewer texts on one day') },
  dailyCalls: { lost: whenLowered('all together get fewer calls on one day') },
  voice: {
    lost: (before, after) => {
      if (voices.indexOf(String(after)) >= voices.indexOf(String(before))) return undefined;
      return after === 'off' ? 'nobody is called any more' : 'calls cannot be answered by a key any more';
    },
  },
  voiceIdentity: { lost: whenGone('calls have no fallback any more when Connect is in trouble') },
  connectInstanceId: {},
  connectFlowId: { lost: whenGone("calls follow Tocsin's own flow instead of yours") },
  connectSourceNumber: { note: 'the number that people see when they are called' },
  push: { lost: whenGone('nobody gets pushes any more') },
  privateTargets: { lost: whenShorter('alert actions do not call') },
  eventBuses: { lost: whenShorter('alert actions put no events on') },
  ownerEmail: { note: 'only the first deploy reads it; later, change user 1 over the API' },
  phoneCountries: {
    lost: (before, after) => {
      const gone = countriesGone(String(before), String(after));
      return gone && `people in ${gone} are neither texted nor called any more`;
    },
    note: 'numbers that were stored before count, too: GET /api/on-calls/reachability',
  },
  timezone: { note: 'for new users; those there are keep theirs' },
  operatorEmail: {
    lost: whenGone('nobody is told by e-mail when Tocsin itself is in trouble'),
    note: 'the new address is told nothing before it has confirmed the mail that AWS sends',
  },
  operatorPhone: { lost: whenGone('nobody is told by SMS when Tocsin itself is in trouble') },
  deadManUrl: { lost: whenGone('nobody notices when the account, the Region or all alarms are gone') },
  smsSpendQuota: {},
  canaryMinutes: {},
  eventRateLimit: {},
  apiRateLimit: {},
  signInRateLimit: {
    lost: (_before, after) => (after === 0 ? 'nobody who tries addresses or asks for links is slowed down' : undefined),
  },
  pageKeys: {
    lost: (before, after) =>
      Number(after) < Number(before) ? 'keys of private status pages that were given up are good again' : undefined,
  },
  auditDays: {
    lost: (before, after) =>
      Number(after ?? 400) < Number(before ?? 400) ? 'what changes from now on is forgotten earlier' : undefined,
  },
  reservedConcurrency: {
    lost: (before, after) =>
      before === true && after !== true ? 'other functions may starve the paging path' : undefined,
  },
  secretsKey: {
    lost: whenGone(
      'the secrets are kept by the key of AWS again, which everybody in the account may use who may read them',
    ),
  },
  restoredTable: {
    lost: (_before, after) =>
      after === undefined
        ? 'the deployment goes back to its own table: everything since the restore is out of sight'
        : 'the deployment changes to another table: everything in the one of now is out of sight',
  },
  paused: {
    lost: (_before, after) =>
      after === true
        ? 'nobody is told anything until it is false again'
        : 'what has waited pages people now: in a restore, that is too early before after-restore',
  },
};

export interface Change {
  readonly option: string;
  readonly before: unknown;
  readonly after: unknown;
  /** What people lose by it. */
  readonly lost?: string;
  /** What to say on the command line to agree to the loss. */
  readonly agreement?: string;
  readonly note?: string;
}

/** Every option that a deploy changes, with what people lose by it and how to agree to that. */
export function compareOptions(recorded: Recorded, next: Recorded, defaults: Recorded): Change[] {
  const names = new Set([...Object.keys(recorded), ...Object.keys(next)]);
  return [...names]
    .filter((name) => name !== 'stage' && name !== 'bundling')
    .map((option) => ({
      option,
      before: recorded[option] ?? defaults[option],
      after: next[option] ?? defaults[option],
    }))
    .filter(({ before, after }) => before !== after)
    .map(({ option, before, after }) => judged(option, before, after, defaults));
}

function judged(option: string, before: unknown, after: unknown, defaults: Recorded): Change {
  const rule: Rule = isKnown(option) ? rules[option] : { lost: whenGone('this version of Tocsin does not have it') };
  const lost = rule.lost?.(before, after);
  const agreement = after === defaults[option] ? `--drop ${option}` : `--set ${option}=${after}`;
  return {
    option,
    before,
    after,
    ...(lost !== undefined && { lost, agreement }),
    ...(rule.note !== undefined && lost === undefined && { note: rule.note }),
  };
}

const isKnown = (option: string): option is keyof typeof rules => Object.hasOwn(rules, option);

/** The losses that nobody has agreed to: whose option is not named on the command line. */
export const notAgreed = (changes: readonly Change[], named: readonly string[]): Change[] =>
  changes.filter(({ option, lost }) => lost !== undefined && !named.includes(option));

/** A change as the operator reads it. */
export function changeText({ option, before, after, lost, note }: Change): string {
  const sign = lost !== undefined ? '-' : before === undefined ? '+' : '~';
  const values = [before, after].map((value: Value | unknown) => (value === undefined ? 'not set' : String(value)));
  const line = `  ${sign} ${option}: ${values.join(' → ')}`;
  if (lost !== undefined) return `${line}\n      LOST: ${lost}`;
  return note === undefined ? line : `${line}\n      ${note}`;
}
