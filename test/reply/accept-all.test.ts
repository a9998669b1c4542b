import { describe, expect, it } from 'vitest';
import { readCommand } from '../../functions/domain/reply/command.ts';
import { handleSms } from '../../functions/usecases/reply/handle-sms.ts';
import { aSendingWorld } from '../channels/sending-world.ts';
import { aPolicy, aUser } from '../support/factories.ts';

it.each(['A all', 'a ALL', 'Accept all!', 'ack alle', 'annehmen alle', 'A  all.'])('%j accepts all', (text) => {
  expect(readCommand(text)).toEqual({ command: 'ACCEPT', all: true });
});
it.each(['all', 'a all of them', 'aall', 'a 1 all', 'talk all'])('%j does not', (text) => {
  expect(readCommand(text)?.all).toBeUndefined();
});

/** Three alerts are told one by one; the others of the storm follow in one summary, three minutes later. */
async function afterStorm(count: number, { users = [aUser(1), aUser(2)], first = 1 } = {}) {
  const world = await aSendingWorld({ policy: aPolicy([[first], [2]], { minutes: 60 }), users });
  const ids: number[] = [];
  for (let one = 1; one <= count; one++) ids.push(await world.arrive(`Problem ${one}`));
  await world.advance({ minutes: 5 });
  const told = world.told();
  let texts = 0;
  return {
    ...world,
    ids,
    summary: told.at(-1) ?? expect.fail('a summary was sent'),
    statuses: async () => {
      const alerts = await world.store.alerts.getMany(ids);
      return alerts.map(({ status }) => status);
    },
    async text(words: string, inboundId = `in-${++texts}`): Promise<string[]> {
      await handleSms(world.ctx, { inboundId, from: '+49151000001', text: words });
      await world.advance({ seconds: 5 });
      return world.told();
    },
  };
}

describe('a summary of many alerts', () => {
  it('names a code for those it names, and offers to accept all of them', async () => {
    const world = await afterStorm(12);
    expect(world.summary).toMatch(
      /^SMS 1: 9 more alerts: 4 Problem 4, 5 Problem 5.* \+4\. A4 accept.*A all accept all 9$/,
    );
  });

  it('is accepted as a whole by A all: what it counted too, and nothing else', async () => {
    const world = await afterStorm(12);
    expect(await world.text('a all')).toEqual(['SMS 1: You accepted 9 alerts: Problem 4, Problem 5, Problem 6 +6']);
    const statuses = await world.statuses();
    expect(statuses.slice(0, 3)).toEqual(['PENDING', 'PENDING', 'PENDING']);
    expect(new Set(statuses.slice(3))).toEqual(new Set(['ACCEPTED']));
  });

  it('is accepted by whom it was sent to, also where they share their number', async () => {
    const number = { target: '+49151000001', e164: '+49151000001' };
    const phones = aUser(2).phones.map((phone) => ({ ...phone, ...number }));
    const world = await afterStorm(6, { users: [aUser(1), aUser(2, { phones })], first: 2 });
    await world.text('A all');
    const alerts = await world.store.alerts.getMany(world.ids.slice(3));
    expect(alerts.map(({ acceptedBy }) => acceptedBy?.id)).toEqual([2, 2, 2]);
  });

  it('leaves alone what was answered before, and says so', async () => {
    const world = await afterStorm(6);
    await world.text('R4');
    expect(await world.text('A alle')).toEqual([
      'SMS 1: You accepted 2 alerts: Problem 5, Problem 6; 1 were answered already',
    ]);
    expect(await world.text('A all')).toEqual(['SMS 1: Nothing changed: all of them were answered already.']);
    expect(await world.statuses()).toEqual(['PENDING', 'PENDING', 'PENDING', 'RESOLVED', 'ACCEPTED', 'ACCEPTED']);
  });

  it('is not resolved or escalated as a whole', async () => {
    const world = await afterStorm(6);
    for (const words of ['R all', 'E all'])
      expect(await world.text(words)).toEqual([expect.stringContaining('Not understood')]);
    expect(new Set(await world.statuses())).toEqual(new Set(['PENDING']));
  });

  it('of one alert offers nothing, and A all means nothing', async () => {
    const world = await afterStorm(4);
    expect(world.summary).toMatch(/1 more alert: 4 Problem 4\./);
    expect(world.summary).not.toContain('all');
    expect(await world.text('A all')).toEqual([expect.stringContaining('Not understood')]);
    expect(new Set(await world.statuses())).toEqual(new Set(['PENDING']));
  });

  it('stays accepted when the answer is delivered twice', async () => {
    const world = await afterStorm(6);
    expect(await world.text('A all', 'same')).toHaveLength(1);
    expect(await world.text('A all', 'same')).toEqual([]);
  });

  it('is offered for a day', async () => {
    const world = await afterStorm(6);
    await world.advance({ hours: 25 });
    world.told();
    expect(await world.text('A all')).toEqual([expect.stringContaining('no open alert was sent to this number')]);
    expect(new Set(await world.statuses())).toEqual(new Set(['PENDING']));
  });
});
