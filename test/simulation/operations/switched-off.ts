import { type Instant, minus } from '../../../functions/domain/time.ts';
import { eventOf } from '../../../functions/store/events.ts';
import { clockError } from '../quiet.ts';
import type { RunRecord } from '../record.ts';
import { postRequest } from '../senders.ts';
import type { Capability } from './capability.ts';
import { keysOf, sometimes } from './choices.ts';
import { versionsOf } from './versions.ts';

/** A source is switched off for a while; meanwhile it tells of something new, and of the end of what was before. */
export interface SwitchedOffOperation {
  readonly at: number;
  readonly kind: 'switched-off';
  readonly sourceId: number;
  readonly key: string;
  readonly seconds: number;
  readonly answer: 'ACCEPT' | 'RESOLVE';
}

/** While a source is switched off it opens and repeats nothing, but what it has open it can still answer. */
function check(run: RunRecord): string[] {
  const off = versionsOf(run, 'SOURCE').filter(({ item }) => item.active === false);
  const alerts = openTimes(run);
  return run.writes.flatMap(({ at, old, new: item }) => {
    if (item?.type !== 'EVENT' || old !== undefined) return [];
    const { id, sourceId, receivedAt, outcome, event } = eventOf(item);
    const since = minus(receivedAt, clockError(run.plan));
    const isCertainlyOff = off.some(
      ({ item: { id: offId }, from, until }) => offId === sourceId && from <= since && until > at,
    );
    const opens = outcome === 'CREATED' || outcome === 'APPENDED' || outcome === 'GROUPED';
    const opensSomething = opens && event?.eventType === 'ALERT';
    if (opensSomething && isCertainlyOff) return [`${id} came out as ${outcome}, and its source was switched off`];
    const answers = event?.eventType === 'ACCEPT' || event?.eventType === 'RESOLVE';
    const ofKey = alerts.filter((one) => one.sourceId === sourceId && one.key === event?.alertKey);
    const isOpen = ofKey.some(({ from, until }) => from <= since && until > at);
    return answers && outcome === 'SOURCE_DISABLED' && isOpen
      ? [`${id}, ${event?.eventType}, was put aside, and its alert was open`]
      : [];
  });
}

/** From when until when each alert with a key was open. */
function openTimes(run: RunRecord) {
  const open = versionsOf(run, 'ALERT').filter(({ item }) => item.status !== 'RESOLVED');
  return [...Map.groupBy(open, ({ item }) => item.id).values()].map((versions) => ({
    sourceId: (versions[0]?.item.source as { readonly id: number } | undefined)?.id,
    key: versions[0]?.item.alertKey,
    from: versions[0]?.from as Instant,
    until: versions.at(-1)?.until as Instant,
  }));
}

export const switchedOff: Capability<SwitchedOffOperation> = {
  kind: 'switched-off',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.3, [1, 2], () => ({
      at: random.next() * until,
      kind: 'switched-off',
      ...random.pick(keysOf(configuration)),
      seconds: random.pick([10, 60, 300]),
      answer: random.pick(['ACCEPT', 'RESOLVE'] as const),
    })),
  perform: async (people, { sourceId, key, seconds, answer }) => {
    const { scheduler } = people.cloud;
    const path = `/api/alert-sources/${sourceId}`;
    const turn = async (active: boolean) => {
      const source = await people.callApi('GET', path);
      if (source.ok) await people.callApi('PUT', path, { body: { ...(source.value.body as object), active } });
    };
    const post = (eventType: string, alertKey: string) => {
      const body = { eventType, summary: `Trouble at ${alertKey}`, alertKey };
      postRequest(people, { sourceId, body: JSON.stringify(body), copies: 1 });
    };
    post('ALERT', key);
    scheduler.after(2_000, () => void turn(false));
    scheduler.after(7_000, () => post('ALERT', `${key}/new`));
    scheduler.after(7_500, () => post(answer, key));
    scheduler.after(2_000 + seconds * 1000, () => void turn(true));
  },
  check,
};
