import { describe, expect, it } from 'vitest';
import { runEscalation, TaskError } from './run-escalation.ts';

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const wait = (seconds: number) => ({ outcome: 'WAIT', waitUntil: inSeconds(seconds) });

describe('escalation', () => {
  it('takes each level when its time has come, and ends when nobody is left to notify', async () => {
    const minutes = [5, 10, 15];
    const story = await runEscalation((_payload, call) => {
      const pause = minutes[call - 1];
      return pause === undefined ? { outcome: 'EXHAUSTED' } : wait(pause * 60);
    });
    expect(story.status).toBe('SUCCEEDED');
    expect(story.visits.filter(({ state }) => state === 'Take due steps').map(({ at }) => at)).toEqual([
      0, 300, 900, 1800,
    ]);
    expect(story.visits.at(-1)).toEqual({ state: 'Nobody left to notify', at: 1800 });
  });

  it('asks with the alert and the generation it was started with, every time', async () => {
    const story = await runEscalation((_payload, call) => (call < 3 ? wait(60) : { outcome: 'RESOLVED' }));
    expect(story.payloads).toEqual(Array(3).fill({ v: 1, alertId: 7, generation: 2 }));
  });

  it('goes on at once when the time to wait for has passed', async () => {
    const story = await runEscalation((_payload, call) => (call === 1 ? wait(-30) : { outcome: 'EXHAUSTED' }));
    expect(story.visits.at(-1)).toEqual({ state: 'Nobody left to notify', at: 0 });
  });

  it.each([
    ['ACCEPTED', 'Accepted'],
    ['RESOLVED', 'Resolved'],
    ['EXHAUSTED', 'Nobody left to notify'],
    ['SUPERSEDED', 'Superseded'],
  ])('%s ends the story as "%s"', async (outcome, state) => {
    const story = await runEscalation(() => ({ outcome }));
    expect(story.status).toBe('SUCCEEDED');
    expect(story.visits.map((visit) => visit.state)).toEqual(['Take due steps', 'What next?', state]);
  });

  it('a level costs three transitions', async () => {
    const story = await runEscalation((_payload, call) => (call === 1 ? wait(60) : { outcome: 'ACCEPTED' }));
    expect(story.visits.map(({ state }) => state)).toEqual([
      'Take due steps',
      'What next?',
      'Wait until next step',
      'Take due steps',
      'What next?',
      'Accepted',
    ]);
  });

  it.each(['Lambda.ServiceException', 'Lambda.TooManyRequestsException', 'TypeError'])(
    'tries again after %s, and goes on as if nothing had happened',
    async (name) => {
      const story = await runEscalation((_payload, call) => {
        if (call <= 3) throw new TaskError(name);
        return { outcome: 'EXHAUSTED' };
      });
      expect(story.payloads).toHaveLength(4);
      expect(story.visits.at(-1)?.state).toBe('Nobody left to notify');
    },
  );

  it('fails when a step cannot be taken within a minute and a half, so that the watchdog takes over', async () => {
    const story = await runEscalation(() => {
      throw new TaskError('TypeError');
    });
    expect(story).toMatchObject({ status: 'FAILED', error: 'EscalationFailed' });
    expect(story.payloads).toHaveLength(5);
    expect(story.visits.at(-1)?.state).toBe('Escalation failed');
    expect(story.visits.at(-1)?.at).toBeLessThanOrEqual(90);
  });

  it('fails on an outcome it does not know', async () => {
    const story = await runEscalation(() => ({ outcome: 'SOMETHING_NEW' }));
    expect(story).toMatchObject({ status: 'FAILED', error: 'EscalationFailed' });
  });
});
