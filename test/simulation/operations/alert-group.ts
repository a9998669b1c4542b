import { postRequest } from '../senders.ts';
import type { Capability } from './capability.ts';
import { keysOf, several, sometimes, someUser } from './choices.ts';

/** What Alertmanager tells of a group once: which of its hosts are in trouble, and how long after the last time. */
interface Turn {
  readonly after: number;
  readonly hosts: readonly number[];
  readonly copies: number;
}

/** Alertmanager tells of a group of alerts, in its own format, again and again; meanwhile somebody may take the alert. */
export interface AlertGroupOperation {
  readonly at: number;
  readonly kind: 'alert-group';
  readonly sourceId: number;
  readonly key: string;
  readonly turns: readonly Turn[];
  /** Seconds after the first turn. */
  readonly accepted?: { readonly after: number; readonly userId: number };
  readonly isResolved: boolean;
}

export const alertGroup: Capability<AlertGroupOperation> = {
  kind: 'alert-group',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.4, [1, 2], () => ({
      at: random.next() * until,
      kind: 'alert-group',
      ...random.pick(keysOf(configuration)),
      turns: several(random, [1, 6], (index) => ({
        after: index === 0 ? 0 : random.pick([0, 1, 15, 45, 70, 200]) + random.next(),
        hosts: several(random, [1, 4], (host) => host).map((host) => host + random.pick([0, 0, 0, index, 2 * index])),
        copies: random.chance(0.1) ? 2 : 1,
      })),
      ...(random.chance(0.7) && {
        accepted: { after: random.pick([5, 20, 60, 180]), userId: someUser(random, configuration) },
      }),
      isResolved: random.chance(0.3),
    })),
  perform: (people, { sourceId, key, turns, accepted, isResolved }) => {
    const { scheduler } = people.cloud;
    const post = (status: 'firing' | 'resolved', { hosts, copies }: Pick<Turn, 'hosts' | 'copies'>) => {
      const alerts = [...new Set(hosts)].map((host) => ({
        status,
        labels: { alertname: `Trouble at ${key}`, instance: `host-${host}` },
      }));
      const body = { version: '4', groupKey: key, status, alerts, commonLabels: { alertname: `Trouble at ${key}` } };
      postRequest(people, { sourceId, slug: 'prometheus-alertmanager', body: JSON.stringify(body), copies });
    };
    let seconds = 0;
    for (const turn of turns) {
      seconds += turn.after;
      scheduler.after(seconds * 1000, () => post('firing', turn));
    }
    if (accepted)
      scheduler.after(accepted.after * 1000, () => people.onAlert(key, 'PUT', 'accept', { userId: accepted.userId }));
    if (isResolved) scheduler.after((seconds + 30) * 1000, () => post('resolved', { hosts: [0], copies: 1 }));
  },
};
