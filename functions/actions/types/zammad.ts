import { askJson, list, record, text } from '../answers.ts';
import { driver, end, later, refused, type Steps } from '../driver.ts';
import type { FactsOf } from '../facts.ts';
import { jsonRequest, under } from '../requests.ts';
import { saysSame, type Ticket, type TicketTool, ticketSteps } from '../tickets.ts';
import { described, titleOf } from '../words.ts';

function toolOf(facts: FactsOf<'zammad'>): TicketTool {
  const { params } = facts.action;
  const connection = facts.connector?.params;
  if (connection === undefined) return end(refused('the connector is gone'));
  const headers = { authorization: `Token token=${connection.apiKey}` };
  const at = (path: string, query?: Readonly<Record<string, string>>) => under(connection.url, `/api/v1${path}`, query);
  const ticketAt = ({ reference }: Ticket) => at(`/tickets/${encodeURIComponent(reference)}`);
  const article = (body: string) => ({ body, type: 'note', internal: true, content_type: 'text/plain' });

  function ticket(value: unknown): Ticket | undefined {
    const { id, number } = record(value);
    const reference = text(id);
    if (reference === undefined || connection === undefined) return undefined;
    const name = text(number);
    return { reference, name: name && `#${name}`, url: under(connection.url, `/#ticket/zoom/${reference}`) };
  }
  /** A ticket is somebody's: of the address that the action names, else of whom the key belongs to. */
  function* customer(): Steps<unknown> {
    if (params.email) return `guess:${params.email}`;
    return (yield* askJson(jsonRequest('GET', at('/users/me'), { headers }), facts)).id;
  }
  function* change(one: Ticket, body: Readonly<Record<string, unknown>>): Steps<void> {
    yield* askJson(jsonRequest('PUT', ticketAt(one), { headers, body }), facts);
  }

  return {
    *find(mark) {
      const query = { query: `"${mark}"`, limit: '10', sort_by: 'created_at', order_by: 'asc' };
      const found = yield* askJson(jsonRequest('GET', at('/tickets/search', query), { headers }), facts);
      const tickets = Array.isArray(found.list) ? found.list : Object.values(record(record(found.assets).Ticket));
      return ticket(list(tickets).find((one) => text(record(one).note) === mark));
    },
    *create(mark) {
      const body = {
        title: titleOf(facts.alert, 250),
        group: params.group || 'Users',
        customer_id: yield* customer(),
        note: mark,
        article: { ...article(`${described(facts, 30_000)}\n\n${mark}`), subject: titleOf(facts.alert, 250) },
      };
      const answer = yield* askJson(jsonRequest('POST', at('/tickets'), { headers, body }), facts);
      return ticket(answer) ?? end(later('the answer names no ticket'));
    },
    *hasComment({ reference }, comment) {
      const url = at(`/ticket_articles/by_ticket/${encodeURIComponent(reference)}`);
      const articles = list((yield* askJson(jsonRequest('GET', url, { headers }), facts)).list);
      return saysSame(
        articles.slice(-5).map((one) => record(one).body),
        comment,
      );
    },
    *comment(one, comment) {
      const body = { ticket_id: Number(one.reference), ...article(comment) };
      yield* askJson(jsonRequest('POST', at('/ticket_articles'), { headers, body }), facts);
    },
    *isClosed(one) {
      const url = `${ticketAt(one)}?expand=true`;
      return (yield* askJson(jsonRequest('GET', url, { headers }), facts)).state === 'closed';
    },
    *close(one, comment) {
      yield* change(one, { state: 'closed', ...(comment !== undefined && { article: article(comment) }) });
    },
  };
}

export default driver({
  type: 'zammad',
  name: 'Zammad',
  source: [
    'https://docs.zammad.org/en/latest/api/ticket/index.html',
    'https://docs.zammad.org/en/latest/api/ticket/articles.html',
  ],
  does: { first: 'opens a ticket', update: 'writes an internal note', end: 'closes the ticket' },
  doubles: 'the ticket, where Zammad has not indexed the first one yet',
  doublesOn: ['alert-created'],
  steps: (facts) => ticketSteps(facts, toolOf(facts)),
});
