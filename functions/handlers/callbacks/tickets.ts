import * as z from 'zod';
import { readerOf } from '../../actions/inbound/catalogue.ts';
import type { InboundCall, InboundReading, TicketReader } from '../../actions/inbound/reader.ts';
import { isBidirectional } from '../../actions/inbound/ticket.ts';
import type { AlertAction } from '../../domain/alert-action/alert-action.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { numberOfWireId } from '../../domain/wire-id.ts';
import { HttpError, type HttpReply } from '../../platform/http.ts';
import { hearOfTicket, mayConcern } from '../../usecases/ticket/hear.ts';
import type { CallbackRequest, Receive, ReceiveContext, Work } from './part.ts';

/** The address of an action, with the key that its tool knows. */
const address = /^\/callbacks\/actions\/([0-9A-Za-z]{26})\/([A-Za-z0-9_-]{32})$/;
const nobody = () => new HttpError(404, 'NOT_FOUND', 'there is nothing here');

/** The action that is called, and how its tool is read. Nobody learns which actions there are: the key comes first. */
async function called(
  ctx: ReceiveContext,
  { method, path }: CallbackRequest,
): Promise<{ readonly action: AlertAction; readonly actionId: string; readonly reader: TicketReader }> {
  const [, actionId = '', key = ''] = address.exec(path) ?? [];
  const id = numberOfWireId(actionId);
  if (id === undefined || !ctx.tokens.isCallbackKey(actionId, key)) throw nobody();
  if (method !== 'POST') throw new HttpError(405, 'NOT_ALLOWED', 'news of tickets is posted', { allow: 'POST' });
  const [action] = await ctx.store.alertActions.getMany([id]);
  if (action === undefined || !isBidirectional(action.connectorType)) throw nobody();
  return { action, actionId, reader: await readerOf(action.connectorType) };
}

/** The body as text. What is none cannot be what was signed. */
function textOf(raw: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
  } catch (cause) {
    throw new InvalidInputError('', 'the body is not text in UTF-8', { cause });
  }
}

const ignored = (why: string): HttpReply => ({ status: 200, body: { outcome: 'IGNORED', why } });

/** Takes what a tool tells of its tickets: what is signed as the tool signs, and is about one. */
export const receiveTicketCall: Receive = async (ctx, request): Promise<HttpReply> => {
  const { action, actionId, reader } = await called(ctx, request);
  const call: InboundCall = { headers: request.headers, body: textOf(request.raw) };
  const { signingSecret } = action.params;
  const secrets = {
    secret: ctx.tokens.callbackSecret(actionId),
    ...(typeof signingSecret === 'string' && signingSecret !== '' && { own: signingSecret }),
    now: ctx.clock.now(),
  };
  if (!reader.isGenuine(call, secrets))
    throw new HttpError(
      403,
      'FORBIDDEN',
      `the request is not signed as ${reader.name} signs it with the action's secret`,
    );
  const reading: InboundReading = reader.read(call);
  if (reading.kind === 'ignored') return ignored(reading.why);
  if (!(await mayConcern(ctx, { actionId, news: reading.news })))
    return ignored('the ticket is none that this action has opened');
  await ctx.callbackWork.hand('tickets', { actionId, tool: reader.name, news: reading.news });
  return { status: 202, body: { outcome: 'ACCEPTED' } };
};

const Heard = z.object({
  actionId: z.string(),
  tool: z.string(),
  news: z.object({
    ticket: z.string(),
    name: z.string().optional(),
    what: z.enum(['closed', 'reopened', 'commented']),
    status: z.string().optional(),
    by: z.string().optional(),
    comment: z.string().optional(),
    occasion: z.string(),
    mark: z.string().optional(),
  }),
});

/** Does what a tool has told. Of a ticket that is just being opened it fails, so that it comes again. */
export const doTicketWork: Work = async (ctx, work) => {
  const heard = Heard.parse(work);
  const outcome = await hearOfTicket(ctx, heard);
  const { actionId, tool, news } = heard;
  ctx.log.info('a ticket was heard of', { actionId, tool, what: news.what, ticket: news.ticket, ...outcome });
  return outcome;
};
