import { parseInput } from '../../platform/parse-input.ts';
import { SubscribersImport } from '../../usecases/subscriber/inputs.ts';
import {
  importSubscribers,
  inviteSubscribers,
  listSubscribers,
  removeSubscriber,
} from '../../usecases/subscriber/manage.ts';
import { presentSubscriber, subscribersCsv } from '../../usecases/subscriber/present.ts';
import { type PageLimits, pageParameters, readFlag, readPage } from './query.ts';
import { type Call, idIn, noContent, ok, type Route, route } from './route.ts';

const path = '/api/status-pages/{id}/subscribers';
/** Whoever takes them somewhere else wants all of them. */
const page: PageLimits = { default: 5000, max: 5000 };
const list = { query: pageParameters };

/** Who subscribes to a page from outside: for those who may write it. */
export const pageSubscriberRoutes: readonly Route[] = [
  route('GET', path, 'status-page:write', async (call) => ok((await read(call)).map(presentSubscriber)), list),
  route('GET', `${path}.csv`, 'status-page:write', csv, list),
  route('DELETE', `${path}/{subscriberId}`, 'status-page:write', remove),
  route('POST', `${path}_bulk`, 'status-page:write', bulk, { input: SubscribersImport, query: ['import'] }),
];

const read = ({ ctx, params, query }: Call) => listSubscribers(ctx, idIn({ params }), readPage(query, page));

async function csv(call: Call) {
  return {
    status: 200,
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="subscribers.csv"',
    },
    body: subscribersCsv(await read(call)),
  };
}

async function remove(call: Call) {
  await removeSubscriber(call.ctx, idIn(call), idIn(call, 'subscriberId'));
  return noContent;
}

async function bulk(call: Call) {
  const readInput = () => parseInput(SubscribersImport, call.body());
  if (!readFlag(call.query, 'import')) {
    await inviteSubscribers(call.ctx, idIn(call), readInput);
    return { status: 202, body: [] };
  }
  const imported = await importSubscribers(call.ctx, idIn(call), readInput);
  return { status: 202, body: imported.map(presentSubscriber) };
}
