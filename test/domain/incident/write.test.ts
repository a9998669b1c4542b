import { describe, expect, it } from 'vitest';
import { begin, type IncidentSaid, say } from '../../../functions/domain/incident/write.ts';
import { at, tenOClock as ten } from '../../support/factories.ts';

const nine = at('2026-11-21T09:00:00Z');
const eleven = at('2026-11-21T11:00:00Z');
const noon = at('2026-11-21T12:00:00Z');
const two = at('2026-11-21T14:00:00Z');
const said = (more: Partial<IncidentSaid> = {}): IncidentSaid => ({
  summary: 'Checkout fails',
  status: 'INVESTIGATING',
  message: 'We look into it.',
  sendNotification: true,
  affected: [{ serviceId: 1, impact: 'DEGRADED' }],
  ...more,
});
const saying = { now: ten, id: 5, updateId: 'u1', by: 7 };

describe('an incident that is begun', () => {
  it('says what was said, and reminds its owner four hours later', () => {
    const { incident, update } = begin(said(), saying);
    expect(incident).toEqual({
      id: 5,
      version: 0,
      ...said(),
      alerts: [],
      subscribers: [],
      createdAt: ten,
      updatedAt: ten,
      openedAt: ten,
      createdBy: 7,
      dueAt: two,
    });
    expect(update).toEqual({
      id: 'u1',
      incidentId: 5,
      status: 'INVESTIGATING',
      content: 'We look into it.',
      affected: [{ serviceId: 1, impact: 'DEGRADED' }],
      sendNotification: true,
      createdBy: 7,
      createdAt: ten,
    });
  });

  it('reminds nobody where nobody has opened it, and says nothing where nothing was said', () => {
    const { message: _message, ...silent } = said();
    const { incident, update } = begin(silent, { now: ten, id: 5, updateId: 'u1' });
    expect(incident).not.toHaveProperty('createdBy');
    expect(incident).not.toHaveProperty('dueAt');
    expect(update).not.toHaveProperty('createdBy');
    expect(update.content).toBe('');
  });

  it.each([
    ['now', {}, ten, ten],
    ['of what was written down later', { createdAt: nine }, nine, nine],
    ['of what was changed since', { createdAt: nine, updatedAt: eleven }, nine, eleven],
    ['of what only its last change is known of', { updatedAt: eleven }, eleven, eleven],
  ])('has the times %s, and is opened in fact now', (_name, times, createdAt, updatedAt) => {
    const { incident, update } = begin(said(), { ...saying, ...times });
    expect(incident).toMatchObject({ createdAt, updatedAt, openedAt: ten, dueAt: two });
    expect(update.createdAt).toBe(updatedAt);
  });

  it('may be over already: then it was when it was last changed, and nobody is reminded', () => {
    const over = begin(said({ status: 'RESOLVED' }), { ...saying, createdAt: nine }).incident;
    expect(over.resolvedAt).toBe(nine);
    expect(over).not.toHaveProperty('dueAt');
    expect(begin(said({ status: 'RESOLVED' }), saying).incident.resolvedAt).toBe(ten);
  });
});

describe('what is said of an incident later', () => {
  const { incident: open } = begin(said(), saying);
  const more = { now: eleven, updateId: 'u2', by: 8 };

  it('takes the place of what was said before, and leaves the reminder where it was', () => {
    const next = said({ summary: 'Slow', status: 'MONITORING', message: 'Better.', sendNotification: false });
    const { incident, update } = say(open, { ...next, affected: [] }, more);
    expect(incident).toEqual({ ...open, ...next, affected: [], updatedAt: eleven });
    expect(update).toMatchObject({ id: 'u2', incidentId: 5, createdBy: 8, createdAt: eleven, affected: [] });
    const other = [{ serviceId: 2, impact: 'MAJOR_OUTAGE' as const }];
    expect(say(open, { ...next, affected: other }, more)).toMatchObject({
      incident: { affected: other },
      update: { affected: other },
    });
    const { message: _message, ...silent } = said();
    expect(say(open, silent, more).incident).not.toHaveProperty('message');
  });

  it('leaves a reminder that was given for given', () => {
    const { dueAt: _dueAt, ...reminded } = open;
    const { incident } = say(reminded, said(), more);
    expect(incident).not.toHaveProperty('dueAt');
    expect(incident.openedAt).toBe(ten);
  });

  it('ends it once, and keeps when it ended', () => {
    const { incident: over } = say(open, said({ status: 'RESOLVED' }), more);
    expect(over.resolvedAt).toBe(eleven);
    expect(over).not.toHaveProperty('dueAt');
    const { incident: stillOver } = say(over, said({ status: 'RESOLVED', message: 'Sorry.' }), { ...more, now: noon });
    expect(stillOver.resolvedAt).toBe(eleven);
  });

  it('opens one again that was over: its owner is reminded from then on', () => {
    const { incident: over } = say(open, said({ status: 'RESOLVED' }), { ...more, now: nine });
    const { incident: again } = say(over, said(), { ...more, now: ten });
    expect(again).toMatchObject({ openedAt: ten, dueAt: two, createdAt: ten, createdBy: 7 });
    expect(again).not.toHaveProperty('resolvedAt');
    expect(say(over, said(), { ...more, now: noon }).incident).toMatchObject({
      openedAt: noon,
      dueAt: at('2026-11-21T16:00:00Z'),
    });
  });
});
