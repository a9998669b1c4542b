import { type FakeTicket, inside, json, routed, type TicketFake } from './fake.ts';

/** Zammad's REST API for tickets and their articles. */
export function createZammad({
  isIndexed = (): boolean => true,
} = {}): TicketFake & { readonly customers: () => readonly unknown[] } {
  const tickets: Record<string, unknown>[] = [];
  const articles: Record<string, unknown>[] = [];
  const wrong = (error: string) => json(422, { error, error_human: error });
  const missing = () => json(404, { error: "Couldn't find Ticket" });
  const ticketOf = (id: string | undefined) => tickets.find((one) => String(one.id) === id);
  const write = (ticket_id: unknown, article: unknown) => {
    if (!inside(article).body) return wrong("Missing required value for field 'body'!");
    articles.push({ ...inside(article), ticket_id });
    return undefined;
  };
  const target = routed(
    'support.example.com',
    {
      'GET /api/v1/users/me': () => json(200, { id: 3, login: 'tocsin' }),
      'GET /api/v1/tickets/search': ({ query }) => {
        const words = (query.get('query') ?? '').replaceAll('"', '');
        const found = tickets.filter(
          (one) =>
            isIndexed() && articles.some(({ ticket_id, body }) => ticket_id === one.id && String(body).includes(words)),
        );
        return json(200, {
          tickets: found.map(({ id }) => id),
          tickets_count: found.length,
          assets: { Ticket: Object.fromEntries(found.map((one) => [String(one.id), one])) },
        });
      },
      'POST /api/v1/tickets': ({ body }) => {
        for (const field of ['title', 'group', 'customer_id'])
          if (!body[field]) return wrong(`Missing required value for field '${field}'!`);
        const { article, ...members } = body;
        const one = { ...members, id: tickets.length + 19, number: `20${tickets.length + 19}`, state: 'new' };
        const refusal = write(one.id, article);
        if (refusal !== undefined) return refusal;
        tickets.push(one);
        return json(201, one);
      },
      'GET /api/v1/tickets/:id': ({ named }) => {
        const one = ticketOf(named.id);
        return one ? json(200, one) : missing();
      },
      'PUT /api/v1/tickets/:id': ({ named, body }) => {
        const one = ticketOf(named.id);
        if (one === undefined) return missing();
        const { article, ...members } = body;
        Object.assign(one, members);
        return (article === undefined ? undefined : write(one.id, article)) ?? json(200, one);
      },
      'POST /api/v1/ticket_articles': ({ body }) => {
        const one = ticketOf(String(body.ticket_id));
        return one === undefined ? missing() : (write(one.id, body) ?? json(201, { id: articles.length }));
      },
      'GET /api/v1/ticket_articles/by_ticket/:id': ({ named }) =>
        json(
          200,
          articles.filter(({ ticket_id }) => String(ticket_id) === named.id),
        ),
    },
    {
      check: ({ headers }) =>
        headers.authorization === 'Token token=zammad-key-1'
          ? undefined
          : json(401, { error: 'Invalid BasicAuth credentials', error_human: 'Invalid credentials' }),
      notFound: () => json(404, { error: 'No route matches' }),
      badJson: () => json(400, { error: 'Invalid JSON' }),
    },
  );
  return {
    target,
    customers: () => tickets.map(({ customer_id }) => customer_id),
    tickets: () =>
      tickets.map((one): FakeTicket => {
        const [first, ...others] = articles.filter(({ ticket_id }) => ticket_id === one.id);
        return {
          reference: String(one.id),
          title: String(one.title),
          text: String(first?.body),
          isClosed: one.state === 'closed',
          comments: others.map(({ body }) => String(body)),
        };
      }),
    closeByHand(reference) {
      Object.assign(ticketOf(reference) ?? {}, { state: 'closed' });
    },
  };
}
