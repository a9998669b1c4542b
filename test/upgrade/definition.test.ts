import { describe, expect, it } from 'vitest';
import { definitionOf, runEscalation } from '../statemachines/run-escalation.ts';
import { readDefinition, readRecording, recordedVersions } from './versions.ts';

const waitUntil = '2026-11-21T20:05:00Z';

/** Every answer `advance-escalation` gives: `StepsTaken['outcome']`. */
const ends = [
  ['ACCEPTED', 'Accepted'],
  ['RESOLVED', 'Resolved'],
  ['EXHAUSTED', 'Nobody left to notify'],
  ['SUPERSEDED', 'Superseded'],
] as const;

describe.each(recordedVersions())('executions that version %i has started, under its own definition', (version) => {
  it.each(ends)('understand the answer %s of the present function', async (outcome, state) => {
    const answers = [{ outcome: 'WAIT', waitUntil, level: '1' }, { outcome }];
    const { visits, payloads, status } = await runEscalation(
      (_payload, call) => answers[call - 1] ?? {},
      JSON.parse(readDefinition(version)),
    );
    expect(visits.at(-1)?.state).toBe(state);
    expect(visits.find((visit) => visit.state === 'Take due steps' && visit.at > 0)?.at).toBe(300);
    expect(payloads).toEqual([1, 2].map(() => ({ v: 1, alertId: 7, generation: 2 })));
    expect(status).toBe('SUCCEEDED');
  });

  it('are in states that the present definition still has, under the same names', () => {
    const states = new Set(Object.keys(definitionOf('escalation').States));
    expect(readRecording(version).executions.map(({ state }) => state)).not.toEqual([]);
    for (const { state } of readRecording(version).executions) expect(states).toContain(state);
  });
});
