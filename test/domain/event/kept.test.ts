import { describe, expect, it } from 'vitest';
import {
  EventOutcome,
  EventRecord,
  EventType,
  NormalisedEvent,
  QueuedEvent,
  RawBody,
} from '../../../functions/domain/event/event.ts';
import { tenOClock as ten } from '../../support/factories.ts';

const event = { eventType: 'ALERT', summary: 'Disk full' };
const message = { eventId: 'e1', integration: 'api', receivedAt: ten, event, raw: { gzip: 'a' } };

describe('an event', () => {
  it.each([
    [{}, true],
    [{ eventType: 'OTHER' }, false],
    [{ priority: 'HIGH', severity: 1 }, true],
    [{ priority: 'LOW', severity: 5 }, true],
    [{ priority: 'MIDDLE' }, false],
    [{ severity: 0 }, false],
    [{ severity: 6 }, false],
    [{ severity: 1.5 }, false],
  ])('with %j is one: %s', (more, isOne) => {
    expect(NormalisedEvent.safeParse({ ...event, ...more }).success).toBe(isOne);
  });

  it('is one of four types', () => {
    expect(EventType.options).toEqual(['ALERT', 'ACCEPT', 'RESOLVE', 'COMMENT']);
  });

  it('waits on the queue by the way that it came, with its body or the place of it', () => {
    const bySource = { ...message, v: 1, sourceId: 800, policyId: 900 };
    const byFlow = { ...message, v: 2, flow: { id: 1, integrationId: 2 }, integrationType: 'API', from: 3 };
    for (const one of [bySource, byFlow]) expect(QueuedEvent.parse(one)).toEqual(one);
    expect(QueuedEvent.parse({ ...byFlow, sourceId: 800, policyId: 900 })).toEqual(byFlow);
    for (const one of [
      { ...message, v: 1 },
      { ...message, v: 2 },
      { ...bySource, v: 3 },
    ])
      expect(QueuedEvent.safeParse(one).success).toBe(false);
    for (const raw of [{ gzip: 'a' }, { blobKey: 'b' }]) expect(RawBody.parse(raw)).toEqual(raw);
    expect(RawBody.safeParse({}).success).toBe(false);
  });

  it('is kept with what became of it', () => {
    const record = { ...message, id: 'e1', sourceId: 800 };
    const { eventId: _id, ...kept } = record;
    for (const outcome of EventOutcome.options)
      expect(EventRecord.parse({ ...kept, outcome })).toMatchObject({ outcome });
    expect(EventRecord.safeParse({ ...kept, outcome: 'Mutated' }).success).toBe(false);
    expect(EventOutcome.options.join(' ')).toBe(
      'CREATED APPENDED ACCEPTED RESOLVED COMMENTED NO_OPEN_ALERT STALE SOURCE_DISABLED IN_MAINTENANCE SOURCE_DELETED ' +
        'IGNORED REFUSED UNREADABLE FILTERED NO_KEY GROUPED DROPPED_BY_FLOW WAITING',
    );
  });
});
