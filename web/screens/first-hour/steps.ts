import type { Api } from '../../client/api.ts';

/** The steps of a first hour, in their order. */
export const steps = ['contact', 'rule', 'policy', 'source', 'alert', 'answer'] as const;
export type Step = (typeof steps)[number];

/** What of the account tells how far somebody has come. */
export interface Account {
  readonly meId: number;
  readonly phones: readonly Api<'PhoneContact'>[];
  readonly emails: readonly Api<'EmailContact'>[];
  readonly devices: number;
  readonly rules: readonly Api<'AlertRule'>[];
  readonly policies: readonly Api<'EscalationPolicy'>[];
  readonly sources: readonly Api<'Source'>[];
  /** The newest alert there is. */
  readonly alert: Api<'Alert'> | undefined;
}

const isGood = ({ verified, status }: { readonly verified: boolean; readonly status: string }) =>
  verified && status === 'OK';

/** A phone that rings or a browser that gets pushes: what wakes somebody at night. */
export const hasWayToWake = ({ phones, devices }: Pick<Account, 'phones' | 'devices'>): boolean =>
  devices > 0 || phones.some(isGood);

/** Rules for urgent alerts by which something really goes out. */
export const workingRules = ({ rules, phones, emails, devices }: Account): Account['rules'] => {
  const good = new Set([...phones, ...emails].filter(isGood).map(({ id }) => id));
  return rules.filter(
    ({ type, method, contact }) =>
      type === 'HIGH_PRIORITY' && (method === 'PUSH' ? devices > 0 : contact !== null && good.has(contact.id)),
  );
};

/** The policy that calls the person; by a schedule or a team it may, too. */
export const policyFor = ({ policies, meId }: Pick<Account, 'policies' | 'meId'>) =>
  policies.find(({ escalationRules }) => escalationRules.some(({ users }) => users.some(({ id }) => id === meId))) ??
  policies.find(({ escalationRules }) =>
    escalationRules.some(({ schedules, teams }) => schedules.length > 0 || teams.length > 0),
  );

/** The source that a test alert comes from: one whose alerts go to that policy, and whose key may be seen. */
export function sourceFor(account: Pick<Account, 'sources' | 'policies' | 'meId'>) {
  const policy = policyFor(account);
  const usable = account.sources.filter(({ integrationKey }) => integrationKey !== null);
  return usable.find(({ escalationPolicy }) => escalationPolicy.id === policy?.id);
}

/**
 * What is done. Nothing of it is remembered: it is read off the account, so that it is the same after a reload, on another machine, and
 * for what was done elsewhere. With a phone or a browser a rule has to use it; who has only e-mail is woken by that.
 */
export function doneSteps(account: Account): ReadonlySet<Step> {
  const rules = workingRules(account);
  const isWoken = hasWayToWake(account) ? rules.some(({ method }) => method !== 'EMAIL') : false;
  const { alert } = account;
  const done: Readonly<Record<Step, boolean>> = {
    contact: hasWayToWake(account),
    rule: isWoken,
    policy: policyFor(account) !== undefined,
    source: sourceFor(account) !== undefined,
    alert: alert !== undefined,
    answer: alert !== undefined && alert.status !== 'PENDING',
  };
  return new Set(steps.filter((step) => done[step]));
}

/** Where somebody goes on: the first step that is neither done nor passed over. */
export const nextStep = (done: ReadonlySet<Step>, skipped: ReadonlySet<Step>): Step | undefined =>
  steps.find((step) => !done.has(step) && !skipped.has(step));
