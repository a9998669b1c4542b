import { describe, expect, it } from 'vitest';
import type { TicketNews } from '../../../functions/actions/inbound/reader.ts';
import { markOf } from '../../../functions/actions/tickets.ts';
import { queued } from '../../../functions/domain/action-delivery/delivery.ts';
import { wireIdOf } from '../../../functions/domain/wire-id.ts';
import { hearOfTicket, mayConcern } from '../../../functions/usecases/ticket/hear.ts';
import { tenOClock } from '../../support/factories.ts';
import { automated } from '../automation/automation-world.ts';

const tools = { 1: 'Jira', 2: 'Zendesk' } as const;

/** An alert for which actions 1 and 2 have opened tickets. */
async function opened(tickets: readonly (readonly [actionId: 1 | 2, ticket: string])[]) {
  const world = await automated([]);
  const alertId = await world.alert();
  const { actionDeliveries, alerts } = world.store;
  for (const [actionId, ticket] of tickets) {
    const happening = { trigger: 'alert-created', occasion: ticket, at: tenOClock } as const;
    const delivery = queued(alertId, { actionId, happening, at: tenOClock }, tenOClock);
    await actionDeliveries.add([delivery]);
    await actionDeliveries.save(delivery, { ticket, reference: ticket });
  }
  const hear = (news: Partial<TicketNews> = {}, actionId: 1 | 2 = 1) =>
    hearOfTicket(world.ctx, {
      actionId: wireIdOf(actionId),
      tool: tools[actionId],
      news: { ticket: '7', what: 'commented', occasion: 'one', ...news },
    });
  const timeline = async () => (await alerts.log(alertId, { offset: 0, limit: 100 })).map(({ vars }) => vars);
  const comments = async () => (await timeline()).flatMap(({ comment }) => (comment === undefined ? [] : [comment]));
  return { ...world, alertId, hear, timeline, comments };
}

const comment = 'The log was rotated.';

describe('what is said at a ticket', () => {
  it('is said for each tool, also where two of them number their tickets and comments alike', async () => {
    const { hear, comments } = await opened([
      [1, '7'],
      [2, '7'],
    ]);
    await hear({ comment });
    await hear({ comment }, 2);
    expect(await comments()).toEqual([comment, comment]);
  });

  it('is said for each ticket, where a tool numbers comments by ticket', async () => {
    const { hear, comments } = await opened([
      [1, '7'],
      [1, '8'],
    ]);
    await hear({ comment });
    await hear({ comment, ticket: '8' });
    expect(await comments()).toEqual([comment, comment]);
  });

  it('is told by the tool alone where it does not say by whom', async () => {
    const { hear, timeline } = await opened([[1, '7']]);
    await hear({ comment });
    expect(await timeline()).toContainEqual({ user: 'Jira', via: 'TICKET', actionId: wireIdOf(1), comment });
  });

  it('is noted besides that the ticket is open again, where both come at once', async () => {
    const { hear, comments, alertId, resolve } = await opened([[1, '7']]);
    await resolve(alertId);
    const news = { what: 'reopened', comment } as const;
    expect(await hear(news)).toEqual({ kind: 'done', alertId, did: ['commented', 'commented'] });
    expect((await comments()).toSorted()).toEqual(['7 is open in Jira', comment]);
  });
});

it.each(['commented', 'closed', 'reopened'] as const)(
  'nothing becomes of a ticket that is %s where its alert is gone',
  async (what) => {
    const { hear, table, alertId } = await opened([[1, '7']]);
    for (const { PK, SK } of table.items())
      if (PK === `ALERT#${alertId}`) await table.write([{ delete: { PK: String(PK), SK: String(SK) } }]);
    expect(await hear({ what, comment })).toEqual({ kind: 'nothing', why: 'the alert is gone' });
    expect(table.items().filter(({ PK }) => PK === `ALERT#${alertId}`)).toEqual([]);
  },
);

describe('a ticket that nobody has noted', () => {
  const mark = (alert: number | string) =>
    markOf({ action: { id: wireIdOf(1) }, alert: { id: 4711 } }).replace('4711', String(alert));

  it.each([
    ['OPS-9', { name: 'OPS-9' }],
    ['9', {}],
  ])('is called %s to whoever is to tell of it again', async (called, news) => {
    const { hear, alertId } = await opened([]);
    await expect(hear({ ticket: '9', mark: mark(alertId), ...news })).rejects.toMatchObject({
      name: 'TicketNotNotedYetError',
      message: `the ticket ${called} is being opened, and not noted yet`,
    });
  });

  it.each(['NaN', '9007199254740992', ''])('is none of ours where its mark names no alert: %j', async (id) => {
    const { hear } = await opened([]);
    const why = 'the ticket is none that this action has opened';
    expect(await hear({ ticket: '9', mark: mark(id) })).toEqual({ kind: 'nothing', why });
  });

  it('concerns no action where its mark ends before the alert', async () => {
    const { ctx } = await opened([]);
    const news = { ticket: '9', what: 'closed', occasion: 'one', mark: mark('').slice(0, -1) } as const;
    expect(await mayConcern(ctx, { actionId: wireIdOf(1), news })).toBe(false);
  });
});
