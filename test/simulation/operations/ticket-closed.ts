import { wireIdOf } from '../../../functions/domain/wire-id.ts';
import type { Capability } from './capability.ts';
import { someKey, sometimes } from './choices.ts';

/** Somebody closes the ticket of an alert in the tool, which tells us of it, now and then twice. */
export interface TicketClosedOperation {
  readonly at: number;
  readonly kind: 'ticket-closed';
  readonly actionId: number;
  readonly key: string;
  readonly copies: number;
}

export const ticketClosed: Capability<TicketClosedOperation> = {
  kind: 'ticket-closed',
  generate(random, { configuration, until }) {
    const tickets = (configuration.actions ?? []).filter(({ type }) => type === 'github');
    if (tickets.length === 0) return [];
    return sometimes(random, 0.7, [1, 4], () => ({
      at: random.next() * until,
      kind: 'ticket-closed',
      actionId: random.pick(tickets).id,
      key: someKey(random, configuration),
      copies: random.chance(0.2) ? 2 : 1,
    }));
  },
  perform(people, { actionId, key, copies }) {
    const { cloud } = people;
    const alertId = people.alertOf(key);
    const mark = `tocsin-${wireIdOf(actionId).toLowerCase()}-${alertId}`;
    const found = cloud.targets.tickets(actionId).find(({ text }) => text.includes(`<!-- ${mark} -->`));
    if (found === undefined || found.isClosed) return;
    const { reference } = found;
    cloud.targets.close(actionId, reference);
    const news = {
      ticket: reference,
      what: 'closed',
      by: 'Grace',
      occasion: `closed ${people.count('closed')}`,
      mark,
    } as const;
    for (let copy = 0; copy < copies; copy += 1)
      cloud.callbacks.send({ kind: 'ticket', heard: { actionId: wireIdOf(actionId), tool: 'GitHub', news } });
  },
};
