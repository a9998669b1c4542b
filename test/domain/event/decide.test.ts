import { describe, expect, it } from 'vitest';
import type { LockInEffect } from '../../../functions/domain/alert/key-lock.ts';
import { decideEvent } from '../../../functions/domain/event/decide.ts';
import type { EventMessage, EventType } from '../../../functions/domain/event/event.ts';
import { Instant } from '../../../functions/domain/time.ts';

const noon = Instant.parse('2026-12-01T12:00:00.000Z');
const later = Instant.parse('2026-12-01T12:00:00.001Z');

const messageOf = (eventType: EventType, receivedAt = noon): EventMessage => ({
  v: 1,
  eventId: 'e1',
  sourceId: 7,
  integration: 'api',
  receivedAt,
  event: { eventType, summary: 'Disk full', alertKey: 'disk' },
});

const open = (reportTime: Instant) => ({ state: 'OPEN', alertId: 5, reportTime }) as const;
const resolved = (resolvedAt: Instant): LockInEffect => ({ state: 'RESOLVED', alertId: 5, resolvedAt });
/** The key is over, and others of its alert are not. */
const over = { ...open(noon), hasMembers: true, overAt: noon } as const;
const active = { source: { active: true }, lock: undefined, maintenance: [] };
const work = [{ start: noon, end: later }];
const off = { source: { active: false } };

/** What is decided, in one word. */
const decided = (message: EventMessage, situation: Parameters<typeof decideEvent>[1]) => {
  const decision = decideEvent(message, situation);
  return decision.kind === 'record' ? decision.outcome : decision.kind;
};

describe('an event', () => {
  it.each<[string, EventMessage, Partial<Parameters<typeof decideEvent>[1]>, string]>([
    ['opens an alert for a key that has none', messageOf('ALERT'), {}, 'create'],
    [
      'repeats the open one, planned work or not',
      messageOf('ALERT'),
      { lock: open(noon), maintenance: work },
      'repeat',
    ],
    ['opens none during planned work', messageOf('ALERT'), { maintenance: work }, 'IN_MAINTENANCE'],
    ['opens one at the end of planned work', messageOf('ALERT', later), { maintenance: work }, 'create'],
    ['opens none that was resolved after it', messageOf('ALERT'), { lock: resolved(later) }, 'STALE'],
    ['opens one in the moment of the resolution', messageOf('ALERT'), { lock: resolved(noon) }, 'create'],
    ['answers in the moment of the report', messageOf('RESOLVE'), { lock: open(noon) }, 'answer'],
    ['does not answer what is younger', messageOf('RESOLVE'), { lock: open(later) }, 'STALE'],
    ['does not accept what is younger', messageOf('ACCEPT'), { lock: open(later) }, 'STALE'],
    ['answers nothing that is resolved', messageOf('ACCEPT'), { lock: resolved(noon) }, 'NO_OPEN_ALERT'],
    [
      'of one key of several is a recovery',
      messageOf('RESOLVE'),
      { lock: { ...open(noon), hasMembers: true } },
      'recover',
    ],
    ['accepts all keys of an alert', messageOf('ACCEPT'), { lock: { ...open(noon), hasMembers: true } }, 'answer'],
    ['of a key that is over ends nothing', messageOf('RESOLVE', later), { lock: over }, 'NO_OPEN_ALERT'],
    ['of a key that is over accepts nothing', messageOf('ACCEPT', later), { lock: over }, 'NO_OPEN_ALERT'],
    ['of a key that is over fires again', messageOf('ALERT', later), { lock: over }, 'repeat'],
    [
      'of a key that is over fires not during planned work',
      messageOf('ALERT'),
      { lock: over, maintenance: work },
      'IN_MAINTENANCE',
    ],
    ['fires not before the end of its key', messageOf('ALERT'), { lock: { ...over, overAt: later } }, 'STALE'],
    ['comments on an alert whose key is over', messageOf('COMMENT'), { lock: over }, 'comment'],
    ['comments on what is open', messageOf('COMMENT'), { lock: open(noon) }, 'comment'],
    ['comments on nothing else', messageOf('COMMENT'), { lock: resolved(noon) }, 'NO_OPEN_ALERT'],
    ['of a source that is switched off opens nothing', messageOf('ALERT'), off, 'SOURCE_DISABLED'],
    [
      'of a source that is switched off repeats nothing',
      messageOf('ALERT'),
      { ...off, lock: open(noon) },
      'SOURCE_DISABLED',
    ],
    [
      'of a source that is switched off comments on nothing',
      messageOf('COMMENT'),
      { ...off, lock: open(noon) },
      'SOURCE_DISABLED',
    ],
    [
      'of a source that is switched off answers what is open',
      messageOf('RESOLVE'),
      { ...off, lock: open(noon) },
      'answer',
    ],
    [
      'of a source that is switched off accepts what is open',
      messageOf('ACCEPT'),
      { ...off, lock: open(noon) },
      'answer',
    ],
    [
      'of a source that is switched off answers nothing else',
      messageOf('RESOLVE'),
      { ...off, lock: resolved(noon) },
      'SOURCE_DISABLED',
    ],
    ['of a source that is gone does nothing', messageOf('ALERT'), { source: undefined }, 'SOURCE_DELETED'],
  ])('%s', (_name, message, situation, expected) => {
    expect(decided(message, { ...active, ...situation })).toBe(expected);
  });

  it.each([
    ['refused: the signature is wrong', 'REFUSED'],
    ['unreadable: too deep', 'UNREADABLE'],
    ['the SNS subscription was ended', 'IGNORED'],
    [undefined, 'IGNORED'],
  ])('that asks for nothing (%s) is kept as %s', (note, expected) => {
    const { event: _event, ...message } = messageOf('ALERT');
    expect(decided({ ...message, ...(note && { note }) }, { ...active, source: undefined })).toBe(expected);
  });
});
