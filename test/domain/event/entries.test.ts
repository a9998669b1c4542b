import { describe, expect, it } from 'vitest';
import { commentsOf, received, receivedFirst, routingTold } from '../../../functions/domain/event/entries.ts';
import type { NormalisedEvent } from '../../../functions/domain/event/event.ts';
import { aPolicy } from '../../support/factories.ts';

const source = { name: 'Prometheus' };
const message = { eventId: 'e1' };
const event = (facts: Partial<NormalisedEvent> = {}): NormalisedEvent => ({ eventType: 'ALERT', ...facts });
const group = { firing: [], total: 1 };

describe('the timeline entry of an event', () => {
  it('names its source, its id, and what it says', () => {
    expect(received(source, message, event({ summary: 'Disk full' }))).toEqual({
      type: 'AlertReceivedLogEntry',
      vars: { source: 'Prometheus', eventId: 'e1', eventType: 'ALERT', summary: 'Disk full' },
    });
    expect(received(source, message, event({ eventType: 'RESOLVE', summary: '' })).vars).toEqual({
      source: 'Prometheus',
      eventId: 'e1',
      eventType: 'RESOLVE',
    });
  });

  it('that is the first says when everything is one group', () => {
    const ungrouped = event({ group: { ...group, hasNoKey: true } });
    expect(receivedFirst(source, message, ungrouped)).toEqual({
      type: 'AlertReceivedLogEntry',
      vars: { source: 'Prometheus', eventId: 'e1', eventType: 'ALERT', ungrouped: true },
    });
    for (const other of [event(), event({ group }), event({ group: { ...group, hasNoKey: false } })])
      expect(receivedFirst(source, message, other).vars).not.toHaveProperty('ungrouped');
    expect(received(source, message, ungrouped).vars).not.toHaveProperty('ungrouped');
  });
});

describe('the comments of an event', () => {
  const comments = Array.from({ length: 51 }, (_, index) => ({ creator: 'bot', content: `${index}` }));

  it('are an entry each, up to fifty of them', () => {
    expect(commentsOf(event({ comments })).map(({ vars }) => vars.comment)).toEqual(
      comments.slice(0, 50).map(({ content }) => content),
    );
  });

  it('name who wrote them, where that is said', () => {
    const [named, unnamed] = commentsOf(event({ comments: [{ creator: 'bot', content: 'a' }, { content: 'b' }] }));
    expect(named).toEqual({ type: 'AlertCommentAddedBySystemLogEntry', vars: { comment: 'a', user: 'bot' } });
    expect(Object.keys(unnamed?.vars ?? {})).toEqual(['comment']);
  });

  it('are none where there are none', () => {
    expect(commentsOf(event())).toEqual([]);
  });
});

describe('the routing of an event', () => {
  it('names the policy that its keys chose, or says that they chose none', () => {
    expect(routingTold('db', aPolicy([[1]]))).toEqual({
      type: 'AlertRoutedSuccessfulLogEntry',
      vars: { key: 'db', policy: 'Platform team' },
    });
    expect(routingTold('db', undefined)).toEqual({ type: 'AlertNotRoutedLogEntry', vars: { key: 'db' } });
  });
});
