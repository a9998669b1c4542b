import { describe, expect, it } from 'vitest';
import { firstGroupOf, groupOf, groupOfFlow } from '../../../functions/usecases/event/group.ts';
import { anEventMessage, aSource } from '../../support/factories.ts';

const event = anEventMessage().event;
const other = { ...event, eventType: 'ALERT' as const, alertKey: 'other' };
const ofSource = groupOf(aSource({ alertCreation: 'ONE_OPEN_ALERT_ALLOWED' }), undefined, 'a');

describe('the group in which an event waits on the queue', () => {
  it('is that of its key within its source, whatever its case and blanks', () => {
    const group = groupOf(aSource(), event, 'a');
    expect(groupOf(aSource(), event && { ...event, alertKey: ' DB-1/Disk ' }, 'b')).toBe(group);
    expect(groupOf(aSource(), other, 'a')).not.toBe(group);
    expect(groupOf(aSource({ id: 801 }), event, 'a')).not.toBe(group);
  });

  it('is its own where it has no key, or asks for nothing', () => {
    const keyless = { eventType: 'ALERT', summary: 'Disk full' } as const;
    const groups = [
      groupOf(aSource(), keyless, 'a'),
      groupOf(aSource(), keyless, 'b'),
      groupOf(aSource(), undefined, 'c'),
    ];
    expect(new Set([...groups, ofSource]).size).toBe(4);
    expect(groupOf(aSource(), keyless, 'a')).toBe(groupOf(aSource({ id: 801 }), undefined, 'a'));
  });

  it.each(['alertKeyTemplate', 'eventTypeFilterCreate', 'eventTypeFilterAccept', 'eventTypeFilterResolve'])(
    'is that of the whole source where %s decides later, and not where there is none',
    (setting) => {
      const sourceWith = (value: unknown) => aSource({ extras: { [setting]: value } });
      expect(groupOf(sourceWith({ elements: [] }), event, 'a')).toBe(ofSource);
      expect(groupOf(sourceWith({ elements: [] }), other, 'b')).toBe(ofSource);
      for (const none of [null, undefined])
        expect(groupOf(sourceWith(none), event, 'a')).toBe(groupOf(aSource(), event, 'a'));
    },
  );

  it('is that of the whole source where it groups beyond the key', () => {
    expect(groupOf(aSource({ alertCreation: 'ONE_PENDING_ALERT_ALLOWED' }), event, 'a')).toBe(ofSource);
  });

  it('is that of its flow where it came by the key of one', () => {
    const keyed = { flowId: 60, id: 61, integrationType: 'API' };
    expect(firstGroupOf(keyed, event, 'a')).toBe(groupOfFlow(60));
    expect(firstGroupOf(keyed, other, 'b')).toBe(groupOfFlow(60));
    expect(groupOfFlow(61)).not.toBe(groupOfFlow(60));
    const source = { ...aSource(), integrationKey: 'key' };
    expect(firstGroupOf(source, event, 'a')).toBe(groupOf(source, event, 'a'));
  });
});
