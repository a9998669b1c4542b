import { gunzipSync } from 'node:zlib';
import { randomOf } from '../random.ts';
import type { RunRecord } from '../record.ts';
import { postRequest } from '../senders.ts';
import { eventsIn } from '../stored.ts';
import type { Capability } from './capability.ts';
import { keysOf, sometimes } from './choices.ts';

/** A source sends much at once: more than fits into a message of the queue, or more than is taken. */
export interface BulkOperation {
  readonly at: number;
  readonly kind: 'bulk';
  readonly sourceId: number;
  readonly key: string;
  readonly kilobytes: number;
}

const largestTaken = 900;

/** Text that hardly becomes shorter when it is compressed. */
function noise(key: string, kilobytes: number): string {
  const random = randomOf('noise', key, kilobytes);
  const words = Array.from({ length: (kilobytes * 1024) / 8 }, () => Math.floor(random.next() * 2 ** 40).toString(32));
  return words.map((word) => word.padStart(8, '0')).join('');
}

/** Whatever was accepted can be read as it was sent, and what is too large is refused. */
function check({ accepted, refused, plan, items, blobs }: RunRecord): string[] {
  const kept = new Map(eventsIn(items).map(({ id, raw }) => [id, raw]));
  const lost = accepted.filter(({ eventId, raw }) => {
    if (raw === undefined) return false;
    const stored = kept.get(eventId) ?? raw;
    const gzip = 'blobKey' in stored ? blobs.get(stored.blobKey) : Buffer.from(stored.gzip, 'base64');
    return gzip === undefined || !gunzipSync(gzip).includes('Trouble at');
  });
  const tooLarge = plan.operations.filter((one) => one.kind === 'bulk' && one.kilobytes > largestTaken).length;
  const refusals = refused.filter(({ code }) => code === 'TOO_LARGE').length;
  return [
    ...lost.map(({ eventId }) => `the body of ${eventId} was lost`),
    ...(refusals > tooLarge ? [`${refusals} bodies were refused, ${tooLarge} are too large`] : []),
  ];
}

export const bulk: Capability<BulkOperation> = {
  kind: 'bulk',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.05, [1, 2], () => ({
      at: random.next() * until,
      kind: 'bulk',
      ...random.pick(keysOf(configuration)),
      kilobytes: random.pick([300, 400, 901]),
    })),
  perform: (people, { sourceId, key, kilobytes }) => {
    const details = noise(key, kilobytes);
    const body = { eventType: 'ALERT', summary: `Trouble at ${key}`, alertKey: key, customDetails: { details } };
    postRequest(people, { sourceId, body: JSON.stringify(body), copies: 1 });
  },
  check,
};
