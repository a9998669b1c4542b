import { basicOf, empty, type FakeTicket, inside, json, routed, type TicketFake } from './fake.ts';

/** TOPdesk's incident API: nothing found is 204, a part of a list 206. */
export function createTopdesk({ wantsBranch = false } = {}): TicketFake {
  const incidents: Record<string, unknown>[] = [];
  const actions = new Map<unknown, string[]>();
  const wrong = (message: string) => json(400, [{ message }]);
  const incidentOf = (id: string | undefined) => incidents.find((one) => one.id === id);
  const root = '/tas/api/incidents';
  const branch = '1fe19024-d65a-4b7c-9b1c-8a11897401c5';
  const target = routed(
    'example.topdesk.net',
    {
      'GET /tas/api/branches': ({ query }) =>
        query.get('pageSize') === '1' ? json(206, [{ id: branch, name: 'Head office' }]) : json(200, []),
      [`GET ${root}`]: ({ query }) => {
        const sought = /^externalNumber=='([^']+)'$/.exec(query.get('query') ?? '')?.[1];
        if (sought === undefined) return wrong('The query could not be parsed.');
        const found = incidents.filter((one) => one.externalNumber === sought);
        return found.length === 0 ? empty(204) : json(found.length > 1 ? 206 : 200, found.slice(0, 1));
      },
      [`POST ${root}`]: ({ body }) => {
        if (body.caller === undefined && body.callerLookup === undefined)
          return wrong("The field 'caller' is mandatory.");
        if (wantsBranch && inside(inside(body.caller).branch).id !== branch)
          return wrong("The field 'caller.branch' is mandatory for unregistered callers.");
        if (!['firstLine', 'secondLine', 'partial'].includes(String(body.status)))
          return wrong("The value for the field 'status' is invalid.");
        if (String(body.briefDescription ?? '').length > 80)
          return wrong("The value for the field 'briefDescription' is too long.");
        if (String(body.externalNumber ?? '').length > 60)
          return wrong("The value for the field 'externalNumber' is too long.");
        const n = incidents.length + 1;
        const one = {
          ...body,
          id: `6b704cbf-76f5-4802-b65d-26613cae${String(n).padStart(4, '0')}`,
          number: `I 2611 00${n}`,
          completed: false,
          closed: false,
        };
        incidents.push(one);
        actions.set(one.id, []);
        return json(201, one);
      },
      [`GET ${root}/id/:id`]: ({ named }) => {
        const one = incidentOf(named.id);
        return one ? json(200, one) : json(404, [{ message: 'The incident does not exist.' }]);
      },
      [`GET ${root}/id/:id/actions`]: ({ named }) => {
        const memos = actions.get(named.id) ?? [];
        return memos.length === 0
          ? empty(204)
          : json(
              200,
              memos.toReversed().map((memoText) => ({ memoText })),
            );
      },
      [`PATCH ${root}/id/:id`]: ({ named, body }) => {
        const one = incidentOf(named.id);
        if (one === undefined) return json(404, [{ message: 'The incident does not exist.' }]);
        const { action, ...members } = body;
        Object.assign(one, members);
        if (action) actions.get(one.id)?.push(String(action));
        return json(200, one);
      },
    },
    {
      check: ({ headers }) => (headers.authorization === basicOf('tocsin', 'topdesk-1') ? undefined : empty(401)),
      notFound: () => empty(404),
      badJson: () => wrong('The body is not valid JSON.'),
    },
  );
  return {
    target,
    tickets: () =>
      incidents.map(
        (one): FakeTicket => ({
          reference: String(one.id),
          title: String(one.briefDescription),
          text: String(one.request),
          isClosed: one.completed === true && one.closed === true,
          comments: (actions.get(one.id) ?? []).map((memo) => memo.replaceAll('<br/>', '\n')),
        }),
      ),
    closeByHand(reference) {
      Object.assign(incidentOf(reference) ?? {}, { completed: true, closed: true });
    },
  };
}
