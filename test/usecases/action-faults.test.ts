import { describe, expect, it } from 'vitest';
import type { ConnectorType } from '../../functions/domain/alert-action/connector-type.ts';
import type { FakeTicket } from '../actions/fakes/fake.ts';
import { acting } from './acting.ts';

/* What is done for an alert when any one call breaks on the way, to the table or to the target, and whoever made it dies. */

type Break = 'before' | 'lost';
interface Fault {
  readonly of: 'table' | 'target';
  readonly call: number;
  readonly how: Break;
}

/** The story of an alert with one call broken; whoever was at work dies with it, and the tick goes on. */
async function broken(type: ConnectorType, fault?: Fault) {
  const calls = { table: 0, target: 0 };
  let isWorking = false;
  const isHit = (of: Fault['of']): Break | undefined => {
    if (!isWorking) return undefined;
    calls[of] += 1;
    return fault?.of === of && fault.call === calls[of] ? fault.how : undefined;
  };
  const world = await acting(
    type,
    {},
    {
      beforeCall: () => {
        const how = isHit('table');
        if (how === 'before') throw new Error('the table does not answer');
        return how;
      },
    },
  );
  const { answer } = world.outside;
  world.outside.answer = async (...asked) => {
    const how = isHit('target');
    if (how === 'before') return { kind: 'unanswered', why: 'no answer within 8 seconds' };
    const given = await answer(...asked);
    if (how === 'lost') throw new Error('the function was ended');
    return given;
  };
  const work = async (alertId: number): Promise<void> => {
    isWorking = true;
    await world.run([alertId]).catch(() => undefined);
    isWorking = false;
  };
  const id = await world.alert();
  await work(id);
  world.clock.advance({ seconds: 1 });
  await world.accept(id);
  await work(id);
  world.clock.advance({ seconds: 1 });
  await world.resolve(id);
  await work(id);
  await world.later({ minutes: 15 });
  return { ...world, id, calls };
}

/** Every call of the story, broken before it is made and after it was. */
async function faultsOf(type: ConnectorType): Promise<readonly Fault[]> {
  const { calls } = await broken(type);
  const of = (what: Fault['of']) =>
    Array.from({ length: calls[what] }, (_none, index) => index + 1).flatMap((call) => [
      { of: what, call, how: 'before' } as const,
      { of: what, call, how: 'lost' } as const,
    ]);
  return [...of('table'), ...of('target')];
}

const repeats = ({ counted }: Awaited<ReturnType<typeof broken>>): number =>
  counted.filter(([name]) => name === 'RepeatedActions').length;

async function expectAllDone(world: Awaited<ReturnType<typeof broken>>, fault: Fault): Promise<void> {
  const what = JSON.stringify(fault);
  expect((await world.deliveries(world.id)).map(({ trigger, status }) => `${trigger} ${status}`).sort(), what).toEqual([
    'alert-acknowledged DONE',
    'alert-created DONE',
    'alert-resolved DONE',
  ]);
}

describe('whichever call breaks', () => {
  it.each<ConnectorType>(['jira', 'zendesk'])('there is one ticket in the end, closed: %s', async (type) => {
    const faults = await faultsOf(type);
    expect(faults.length).toBeGreaterThan(50);
    for (const fault of faults) {
      const world = await broken(type, fault);
      await expectAllDone(world, fault);
      const tickets = world.seen() as readonly FakeTicket[];
      expect(
        tickets.map(({ isClosed }) => isClosed),
        JSON.stringify(fault),
      ).toEqual([true]);
      const comments = tickets.flatMap((ticket) => ticket.comments);
      expect(new Set(comments).size, JSON.stringify(fault)).toBe(comments.length);
    }
  });

  it('there is one message in Slack, which says that the alert is resolved', async () => {
    for (const fault of await faultsOf('slack')) {
      const world = await broken('slack', fault);
      await expectAllDone(world, fault);
      expect(world.seen(), JSON.stringify(fault)).toMatchObject([{ text: expect.stringContaining('Resolved by') }]);
    }
  });

  it('a webhook gets each happening by one id, in order', async () => {
    for (const fault of await faultsOf('webhook')) {
      const world = await broken('webhook', fault);
      await expectAllDone(world, fault);
      const bodies = (world.seen() as readonly [string, string][]).map(([, body]) => JSON.parse(body).eventType);
      expect(bodies, JSON.stringify(fault)).toEqual(['alert-created', 'alert-acknowledged', 'alert-resolved']);
    }
  });

  it('a chat that cannot tell gets a message twice at most, and that is counted', async () => {
    for (const fault of await faultsOf('mattermost')) {
      const world = await broken('mattermost', fault);
      await expectAllDone(world, fault);
      const twice = world.seen().length - 3;
      expect([0, 1], JSON.stringify(fault)).toContain(twice);
      expect(repeats(world), JSON.stringify(fault)).toBeGreaterThanOrEqual(twice);
    }
  });
});
