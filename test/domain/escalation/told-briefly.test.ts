import { describe, expect, it } from 'vitest';
import type { LogDraft } from '../../../functions/domain/escalation/plan-step.ts';
import { namesOf, toldBriefly } from '../../../functions/domain/escalation/told-briefly.ts';

const leftOut = (userId: number, reason: string, channel?: string): LogDraft => ({
  type: 'NotificationLogEntry',
  vars: { status: 'SKIPPED', reason, userId, user: `Person ${userId}`, ...(channel && { channel }) },
});
const level: LogDraft = { type: 'AlertEscalatedToLevelLogEntry', vars: { level: 1 } };
const people = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('the timeline of a large level', () => {
  it('tells thirty omissions one by one', () => {
    const log = [level, ...people(30).map((id) => leftOut(id, 'NO_RULE'))];
    expect(toldBriefly(log)).toEqual(log);
  });

  it('tells more together: one entry for each reason and channel, where its first stood', () => {
    const log = [
      ...people(20).map((id) => leftOut(id, 'NO_DEVICE', 'PUSH')),
      level,
      ...people(12).map((id) => leftOut(id, 'CONTACT_BLOCKED', 'SMS')),
      ...people(3).map((id) => leftOut(id, 'CONTACT_BLOCKED', 'VOICE')),
      leftOut(99, 'NO_RULE'),
    ];
    const told = toldBriefly(log);
    expect(told.map(({ type, vars }) => [type, vars.reason, vars.channel])).toEqual([
      ['NotificationLogEntry', 'NO_DEVICE', 'PUSH'],
      ['AlertEscalatedToLevelLogEntry', undefined, undefined],
      ['NotificationLogEntry', 'CONTACT_BLOCKED', 'SMS'],
      ['NotificationLogEntry', 'CONTACT_BLOCKED', 'VOICE'],
      ['NotificationLogEntry', 'NO_RULE', undefined],
    ]);
    expect(told[3]?.vars).toEqual({
      status: 'SKIPPED',
      reason: 'CONTACT_BLOCKED',
      channel: 'VOICE',
      user: 'Person 1, Person 2, Person 3',
    });
    expect(told[4]).toEqual(leftOut(99, 'NO_RULE'));
  });

  it('leaves other entries of notifications alone', () => {
    const sent: LogDraft = {
      type: 'NotificationLogEntry',
      vars: { status: 'SENT', reason: 'NO_RULE', user: 'Person 1' },
    };
    const log = [{ ...sent }, { ...sent }, ...people(31).map((id) => leftOut(id, 'NO_RULE'))];
    expect(toldBriefly(log).slice(0, 2)).toEqual([sent, sent]);
    expect(toldBriefly(log)).toHaveLength(3);
  });

  it('names a person with two such contacts once', () => {
    const log = [...people(16), ...people(16)].map((id) => leftOut(id, 'CONTACT_BLOCKED', 'SMS'));
    expect(String(toldBriefly(log)[0]?.vars.user).split(', ')).toHaveLength(16);
  });

  it('names fifty people, and counts the others', () => {
    const log = people(53).map((id) => leftOut(id, 'NO_RULE'));
    expect(toldBriefly(log)[0]?.vars).toMatchObject({ more: 3, user: expect.stringContaining('Person 50') });
    expect(String(toldBriefly(log)[0]?.vars.user)).not.toContain('Person 51');
  });
});

it.each([
  [2, 'P1, P2', undefined],
  [
    50,
    people(50)
      .map((id) => `P${id}`)
      .join(', '),
    undefined,
  ],
  [
    51,
    people(50)
      .map((id) => `P${id}`)
      .join(', '),
    1,
  ],
])('of %i names, fifty are named', (count, names, more) => {
  expect(namesOf(people(count).map((id) => `P${id}`))).toEqual(more === undefined ? { names } : { names, more });
});
