import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { RefusedError } from '../answer.ts';
import type { MessageStore } from '../store.ts';
import { inside } from './target.ts';
import { type Ticket, ticketIn, ticketsOf, ticketTools } from './ticket-store.ts';

/** Somebody closes a ticket in its tool, and the tool tells Tocsin of it. */
export const Closing = z.object({ status: z.literal('closed'), by: z.string().min(1).default('Grace') });
export type Closing = z.infer<typeof Closing>;

export const ticketList = (store: MessageStore): readonly Ticket[] =>
  store.since(0).flatMap((message) => ticketIn(message) ?? []);

/** The action that has opened a ticket, by the mark that it has left on it. */
function actionOf({ members, text }: Ticket): string {
  const found = /\btocsin-([0-9a-z]{20,30})-\d{1,16}\b/i.exec(`${JSON.stringify(members)} ${text}`)?.[1];
  if (found === undefined) throw new RefusedError(409, 'no action has opened this ticket');
  return found.toUpperCase();
}

/** What GitHub sends of it, signed; the others' generic form, with the action's secret as token. */
function callOf({ tool, id, title }: Ticket, by: string, secret: string) {
  if (tool !== 'github') {
    const body = JSON.stringify({ event: 'closed', ticket: id, by });
    return { body, headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` } };
  }
  const [full_name = '', number] = id.split('#');
  const html_url = `https://github.com/${full_name}/issues/${number}`;
  const issue = { number: Number(number), title, state: 'closed', state_reason: 'completed', html_url };
  const body = JSON.stringify({ action: 'closed', issue, repository: { full_name }, sender: { login: by } });
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const headers = { 'content-type': 'application/json', 'x-github-event': 'issues', 'x-hub-signature-256': signature };
  return { body, headers };
}

/** Closes a ticket and calls the address that its action has for that. */
export async function closeTicket(
  { store, publicUrl }: { readonly store: MessageStore; readonly publicUrl: () => string },
  { tool, id }: { readonly tool: string; readonly id: string },
  { by }: Closing,
): Promise<object> {
  const known = ticketTools.find((one) => one === tool);
  const tickets = known && ticketsOf(known, { store });
  const ticket = tickets?.find(id) ?? tickets?.list().find(({ name }) => name === id);
  if (tickets === undefined || ticket === undefined) throw new RefusedError(404, `there is no ticket ${id} of ${tool}`);
  tickets.change(ticket.id, { isClosed: true });
  const asAdmin = { authorization: 'Bearer local-admin-key' };
  const read = await fetch(`${publicUrl()}/api/alert-actions/${actionOf(ticket)}`, { headers: asAdmin });
  const { callbackUrl, callbackSecret } = inside(await read.json());
  if (typeof callbackUrl !== 'string') return { called: null };
  const { body, headers } = callOf(ticket, by, String(callbackSecret));
  const answer = await fetch(callbackUrl, { method: 'POST', headers, body });
  return { called: callbackUrl, status: answer.status };
}
