import { describe, expect, it } from 'vitest';
import { readOwnForm } from '../../functions/integrations/own-form.ts';

const read = (body: unknown, words = {}) => readOwnForm(body, words)?.events[0];

describe('our own form as tools fill it in', () => {
  it.each<[string, object, object]>([
    ['the type in small letters', { eventType: 'resolved', incidentKey: 'k' }, { eventType: 'RESOLVE', alertKey: 'k' }],
    ['no type', { incidentKey: 'k', summary: 'x' }, { eventType: 'ALERT', alertKey: 'k' }],
    ['no type, and a state', { incidentKey: 'k', summary: 'x', status: 'OK' }, { eventType: 'RESOLVE' }],
    ['an empty priority', { eventType: 'ALERT', summary: 'x', priority: '' }, { priority: undefined }],
    ['a priority in other words', { eventType: 'ALERT', summary: 'x', priority: 'critical' }, { priority: 'HIGH' }],
    ['no summary but a title', { eventType: 'ALERT', title: 'Disk full' }, { summary: 'Disk full' }],
    ['no words at all', { eventType: 'ALERT', summary: null }, { summary: 'Alert without a title' }],
    ['a message', { eventType: 'ALERT', summary: 'x', message: 'm' }, { details: 'm' }],
    [
      'a wrong member',
      { eventType: 'ALERT', summary: 'x', alertKey: 'k', labels: 'a' },
      { alertKey: 'k', labels: undefined },
    ],
    ['a severity as text', { eventType: 'ALERT', summary: 'x', severity: '1' }, { summary: 'x', severity: undefined }],
    ['details that are no text', { eventType: 'ALERT', summary: 'x', details: { a: 1 } }, { details: undefined }],
    ['a key that is a number', { eventType: 'ALERT', summary: 'x', alertKey: 7 }, { alertKey: '7' }],
  ])('may have %s', (_case, body, expected) => {
    expect(read(body)).toMatchObject(expected);
  });

  it('keeps what it does not know among the details, and the credential nowhere', () => {
    expect(read({ apiKey: 'secret', eventType: 'ALERT', summary: 'x', persoonid: '3f' })?.customDetails).toEqual({
      persoonid: '3f',
    });
    expect(read({ eventType: 'ALERT', summary: 'x', customDetails: { a: 1 }, other: 2 })?.customDetails).toEqual({
      a: 1,
    });
  });

  it('gives a recovery no priority, and makes nothing of one that names no alert', () => {
    expect(read({ eventType: 'RESOLVE', alertKey: 'k', priority: 'HIGH' })?.priority).toBeUndefined();
    expect(readOwnForm({ eventType: 'RESOLVE', summary: 'x' })).toMatchObject({ events: [], note: expect.any(String) });
  });

  it('takes what a tool calls otherwise before what the body says', () => {
    expect(read({ eventType: 'ALERT', summary: 'x', variableId: 'v' }, { alertKey: 'v' })).toMatchObject({
      alertKey: 'v',
    });
  });

  it('leaves bodies in another form to others', () => {
    for (const body of [{ title: 'x' }, { eventType: 'disk.full', title: 'x' }, 'text', [], null])
      expect(readOwnForm(body)).toBeUndefined();
  });
});
