import { postRequest } from '../senders.ts';
import type { Capability } from './capability.ts';
import { keysOf, sometimes } from './choices.ts';

/** Alertmanager tells of a group of alerts, in its own format. */
export interface AlertGroupOperation {
  readonly at: number;
  readonly kind: 'alert-group';
  readonly sourceId: number;
  readonly key: string;
  readonly status: 'firing' | 'resolved';
  readonly members: number;
}

export const alertGroup: Capability<AlertGroupOperation> = {
  kind: 'alert-group',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.25, [1, 3], () => ({
      at: random.next() * until,
      kind: 'alert-group',
      ...random.pick(keysOf(configuration)),
      status: random.pick(['firing', 'firing', 'resolved']),
      members: random.between(1, 4),
    })),
  perform: (people, { sourceId, key, status, members }) => {
    const alerts = Array.from({ length: members }, (_nothing, index) => ({
      status,
      labels: { alertname: `Trouble at ${key}`, instance: `host-${index}` },
    }));
    const body = { version: '4', groupKey: key, status, alerts, commonLabels: { alertname: `Trouble at ${key}` } };
    postRequest(people, { sourceId, slug: 'prometheus-alertmanager', body: JSON.stringify(body), copies: 1 });
  },
};
