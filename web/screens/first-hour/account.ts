import { useMe } from '../../app/session.tsx';
import { useGet } from '../../client/query.ts';
import type { Account } from './steps.ts';

/** How often it is looked while a test alert is on its way. */
const watchedEvery = 2_000;

/** Everything that tells how far somebody has come; undefined until it is known. */
export function useAccount({ isWatched = false, enabled = true } = {}): Account | undefined {
  const me = useMe();
  const mine = { params: { path: { user: me.id } } };
  const when = { enabled };
  const phones = useGet('/users/{user}/contacts/phone-numbers', mine, when).data;
  const emails = useGet('/users/{user}/contacts/emails', mine, when).data;
  const devices = useGet('/users/{user}/devices', mine, when).data;
  const rules = useGet('/users/{user}/notification-preferences/alerts', mine, when).data;
  const policies = useGet('/escalation-policies', undefined, when).data;
  const sources = useGet('/alert-sources', undefined, when).data;
  const newest = { params: { query: { 'max-results': 1 } } };
  const alerts = useGet('/alerts', newest, { enabled, ...(isWatched && { every: watchedEvery }) }).data;
  if (!phones || !emails || !devices || !rules || !policies || !sources || !alerts) return undefined;
  return { meId: me.id, phones, emails, devices: devices.length, rules, policies, sources, alert: alerts[0] };
}
