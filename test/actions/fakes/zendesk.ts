import { basicOf, type FakeTicket, inside, json, routed, type TicketFake } from './fake.ts';

/** Zendesk's Ticketing API: tickets by external id, idempotency keys, closed tickets that take no change. */
export function createZendesk({ wantsAssignee = false } = {}): TicketFake {
  const tickets: Record<string, unknown>[] = [];
  const comments = new Map<unknown, string[]>();
  const byKey = new Map<string, { body: string; answer: ReturnType<typeof json> }>();
  const invalid = (details: Record<string, unknown>) =>
    json(422, { error: 'RecordInvalid', description: 'Record validation errors', details });
  const missing = () => json(404, { error: 'RecordNotFound', description: 'Not found' });
  const ticketOf = (id: string | undefined) => tickets.find((one) => String(one.id) === id);
  const target = routed(
    'example.zendesk.com',
    {
      'GET /api/v2/users/me.json': () => json(200, { user: { id: 77, email: 'bot@example.com' } }),
      'GET /api/v2/tickets.json': ({ query }) =>
        json(200, { tickets: tickets.filter(({ external_id }) => external_id === query.get('external_id')), count: 1 }),
      'POST /api/v2/tickets.json': ({ body, headers }) => {
        const key = headers['idempotency-key'];
        const before = key === undefined ? undefined : byKey.get(key);
        if (before !== undefined)
          return before.body === JSON.stringify(body)
            ? { ...before.answer, headers: { ...before.answer.headers, 'x-idempotency-lookup': 'hit' } }
            : json(400, { error: 'IdempotentRequestError', description: 'The request parameters do not match' });
        const ticket = inside(body.ticket);
        const text = inside(ticket.comment).body;
        if (typeof text !== 'string' || text === '')
          return invalid({ base: [{ description: 'Description: cannot be blank', error: 'BlankValue' }] });
        if (!['urgent', 'high', 'normal', 'low'].includes(String(ticket.priority)))
          return invalid({ priority: [{ description: 'Priority: is not properly formatted', error: 'InvalidValue' }] });
        const one = { ...ticket, id: 35_436 + tickets.length, status: 'new', description: text };
        tickets.push(one);
        comments.set(one.id, []);
        const answer = json(201, { ticket: one, audit: {} });
        if (key !== undefined) byKey.set(key, { body: JSON.stringify(body), answer });
        return answer;
      },
      'GET /api/v2/tickets/:id.json': ({ named }) => {
        const one = ticketOf(named.id);
        return one ? json(200, { ticket: one }) : missing();
      },
      'GET /api/v2/tickets/:id/comments.json': ({ named, query }) => {
        const said = comments.get(ticketOf(named.id)?.id) ?? [];
        const all = query.get('sort_order') === 'desc' ? said.toReversed() : said;
        return json(200, { comments: all.map((body) => ({ body, plain_body: body })) });
      },
      'PUT /api/v2/tickets/:id.json': ({ named, body }) => {
        const one = ticketOf(named.id);
        if (one === undefined) return missing();
        if (one.status === 'closed')
          return invalid({ status: [{ description: 'Status: closed prevents ticket update' }] });
        const { comment, ...members } = inside(body.ticket);
        if (wantsAssignee && members.status === 'solved' && !(members.assignee_id ?? one.assignee_id))
          return invalid({ base: [{ description: 'Assignee: is required when solving a ticket' }] });
        Object.assign(one, members);
        if (comment !== undefined) comments.get(one.id)?.push(String(inside(comment).body));
        return json(200, { ticket: one, audit: {} });
      },
    },
    {
      check: ({ headers }) =>
        headers.authorization === basicOf('bot@example.com/token', 'zendesk-key-1')
          ? undefined
          : json(401, { error: "Couldn't authenticate you" }),
      notFound: () => json(404, { error: { title: 'No route matches', message: 'InvalidEndpoint' } }),
      badJson: () => json(400, { error: 'Unprocessable Entity', message: 'Server could not parse JSON' }),
    },
  );
  return {
    target,
    tickets: () =>
      tickets.map(
        (one): FakeTicket => ({
          reference: String(one.id),
          title: String(one.subject),
          text: String(one.description),
          isClosed: ['solved', 'closed'].includes(String(one.status)),
          comments: comments.get(one.id) ?? [],
        }),
      ),
    closeByHand(reference) {
      Object.assign(ticketOf(reference) ?? {}, { status: 'closed' });
    },
  };
}
