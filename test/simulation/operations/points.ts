import { slotSeconds } from '../../../functions/domain/metric/series.ts';
import { millisecondsOf } from '../../../functions/domain/time.ts';
import { receiveSeries } from '../../../functions/usecases/metric/receive.ts';
import type { People } from '../people.ts';
import { metricKeyOf } from '../publishing.ts';
import type { SentPoints } from '../shown.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

/** Something sends points to a metric: of now, or of some time ago; again until that is answered 202. */
export interface PointsOperation {
  readonly at: number;
  readonly kind: 'points';
  readonly metricId: number;
  readonly values: readonly number[];
  /** How old the newest of them is. */
  readonly hoursAgo: number;
}

const tries = 4;

function post(people: People, sent: SentPoints, body: Uint8Array, attempt = 1): void {
  const { cloud } = people;
  const request = { key: metricKeyOf(sent.metricId), headers: {}, body };
  void cloud
    .ingest((ctx) => receiveSeries(ctx, request))
    .then(({ ok }) => {
      if (ok) sent.acceptedAt = cloud.scheduler.clock.now();
      else if (attempt < tries) cloud.scheduler.after(2_000, () => post(people, sent, body, attempt + 1));
    });
}

function perform(people: People, { metricId, values, hoursAgo }: PointsOperation): void {
  const { shown, scheduler } = people.cloud;
  const newest = millisecondsOf(scheduler.clock.now()) / 1000 - hoursAgo * 3600;
  const slot = Math.floor(newest / slotSeconds) * slotSeconds;
  const points = values.map((value, index) => ({ at: slot - index * slotSeconds, value }));
  const sent: SentPoints = { metricId, points };
  shown.sent.push(sent);
  const series = points.map(({ at, value }) => ({ timestamp: at, value }));
  post(people, sent, Buffer.from(JSON.stringify({ series })));
}

export const points: Capability<PointsOperation> = {
  kind: 'points',
  generate: (random, { configuration: { metrics = [] }, until }) =>
    metrics
      .filter(({ isPulled }) => !isPulled)
      .flatMap(({ id: metricId }) =>
        sometimes(random, 0.9, [1, 6], () => ({
          at: random.next() * until,
          kind: 'points' as const,
          metricId,
          values: Array.from({ length: random.between(1, 3) }, () => random.between(1, 1_000_000)),
          hoursAgo: random.pick([0, 0, 1, 20, 30, 60, 100, 100]),
        })),
      ),
  perform,
};
