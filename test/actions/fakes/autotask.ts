import { type FakeTicket, json, routed, type TicketFake } from './fake.ts';

/** Autotask's REST API for tickets and their notes. What does not fit is answered with 500 and a list of reasons. */
export function createAutotask(): TicketFake {
  const tickets: Record<string, unknown>[] = [];
  const notes: Record<string, unknown>[] = [];
  const failed = (...errors: string[]) => json(500, { errors });
  const ticketOf = (id: unknown) => tickets.find((one) => String(one.id) === String(id));
  const queried = (body: Readonly<Record<string, unknown>>, among: readonly Record<string, unknown>[]) => {
    const [filter] = (body.filter ?? []) as { op: string; field: string; value: unknown }[];
    if (filter?.op !== 'eq') return failed('No filter was specified.');
    return json(200, { items: among.filter((one) => one[filter.field] === filter.value), pageDetails: {} });
  };
  const root = '/ATServicesRest/V1.0';
  const target = routed(
    'webservices5.autotask.net',
    {
      [`POST ${root}/Tickets/query`]: ({ body }) => queried(body, tickets),
      [`POST ${root}/TicketNotes/query`]: ({ body }) => queried(body, notes),
      [`POST ${root}/Tickets`]: ({ body }) => {
        const wrong = ['companyID', 'priority', 'status'].filter((name) => typeof body[name] !== 'number');
        if (!body.title) wrong.push('title');
        if (Number.isNaN(Date.parse(String(body.dueDateTime)))) wrong.push('dueDateTime');
        if (wrong.length > 0) return failed(...wrong.map((name) => `Missing required field: ${name}.`));
        if (String(body.externalID ?? '').length > 50) return failed('The externalID exceeds 50 characters.');
        tickets.push({ ...body, id: 7_001 + tickets.length });
        return json(200, { itemId: 7_000 + tickets.length });
      },
      [`GET ${root}/Tickets/:id`]: ({ named }) => json(200, { item: ticketOf(named.id) ?? null }),
      [`PATCH ${root}/Tickets`]: ({ body }) => {
        const one = ticketOf(body.id);
        if (one === undefined) return failed('The ticket does not exist.');
        Object.assign(one, body);
        return json(200, { itemId: body.id });
      },
      [`POST ${root}/Tickets/:id/Notes`]: ({ named, body }) => {
        const wrong = ['noteType', 'publish', 'ticketID'].filter((name) => typeof body[name] !== 'number');
        for (const name of ['title', 'description']) if (!body[name]) wrong.push(name);
        if (wrong.length > 0) return failed(...wrong.map((name) => `Missing required field: ${name}.`));
        if (ticketOf(named.id) === undefined) return failed('The ticket does not exist.');
        notes.push(body);
        return json(200, { itemId: notes.length });
      },
    },
    {
      check: ({ headers }) =>
        headers.username === 'tocsin@example.com' &&
        headers.secret === 'autotask-1' &&
        headers.apiintegrationcode === 'AUTOTASK-CODE-1'
          ? undefined
          : json(401, { errors: ['The logged in Resource does not have the adequate permissions.'] }),
      notFound: () => json(404, { Message: 'No HTTP resource was found' }),
      badJson: () => failed('The request body is not valid JSON.'),
    },
  );
  return {
    target,
    tickets: () =>
      tickets.map(
        (one): FakeTicket => ({
          reference: String(one.id),
          title: String(one.title),
          text: String(one.description),
          isClosed: one.status === 5,
          comments: notes.filter(({ ticketID }) => ticketID === one.id).map(({ description }) => String(description)),
        }),
      ),
    closeByHand(reference) {
      Object.assign(ticketOf(reference) ?? {}, { status: 5 });
    },
  };
}
