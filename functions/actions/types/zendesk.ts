import { ask, askJson, jsonIn, list, record, text, troubleOf } from '../answers.ts';
import { driver, end, later, refused, type Steps } from '../driver.ts';
import type { FactsOf } from '../facts.ts';
import { basic, jsonRequest, under } from '../requests.ts';
import { saysSame, type Ticket, type TicketTool, ticketSteps } from '../tickets.ts';
import { described, titleOf } from '../words.ts';

function toolOf(facts: FactsOf<'zendesk'>): TicketTool {
  const { params } = facts.action;
  const connection = facts.connector?.params;
  if (connection === undefined) return end(refused('the connector is gone'));
  const headers = { authorization: basic(`${connection.email}/token`, connection.apiKey) };
  const at = (path: string, query?: Readonly<Record<string, string>>) =>
    under(connection.url, `/api/v2/tickets${path}.json`, query);
  const ticketAt = ({ reference }: Ticket, path = '', query?: Readonly<Record<string, string>>) =>
    at(`/${encodeURIComponent(reference)}${path}`, query);

  function ticket(value: unknown): Ticket | undefined {
    const id = text(record(value).id);
    if (id === undefined || connection === undefined) return undefined;
    return { reference: id, name: `#${id}`, url: under(connection.url, `/agent/tickets/${id}`) };
  }
  function* change(one: Ticket, members: Readonly<Record<string, unknown>>): Steps<void> {
    yield* askJson(jsonRequest('PUT', ticketAt(one), { headers, body: { ticket: members } }), facts);
  }
  const note = (body: string) => ({ comment: { body, public: false } });

  return {
    *find(mark) {
      const { tickets } = yield* askJson(jsonRequest('GET', at('', { external_id: mark }), { headers }), facts);
      return ticket(list(tickets)[0]);
    },
    *create(mark) {
      const members = {
        subject: titleOf(facts.alert, 150),
        // By its mark the first comment is known for ours when Zendesk tells of it.
        comment: { body: `${described(facts, 30_000)}\n\n${mark}` },
        priority: params.priority || (facts.alert.priority === 'HIGH' ? 'high' : 'normal'),
        external_id: mark,
        tags: ['tocsin'],
      };
      // Zendesk answers a repeat of the same key with what it has answered before.
      const request = jsonRequest('POST', at(''), {
        headers: { ...headers, 'idempotency-key': mark },
        body: { ticket: members },
      });
      const answer = yield* ask(request);
      // The alert has changed since the first attempt, whose ticket is there but not yet found.
      if (answer.status === 400 && /IdempotentRequestError/.test(answer.body))
        return end(later('Zendesk is still at the first attempt'));
      if (answer.status < 200 || answer.status >= 300) return end(troubleOf(answer, facts));
      return ticket(jsonIn(answer).ticket) ?? end(later('the answer names no ticket'));
    },
    *hasComment(one, comment) {
      const query = { sort_order: 'desc' };
      const { comments } = yield* askJson(jsonRequest('GET', ticketAt(one, '/comments', query), { headers }), facts);
      const latest = list(comments).slice(0, 5).map(record);
      return saysSame(
        latest.flatMap(({ body, plain_body }) => [body, plain_body]),
        comment,
      );
    },
    *comment(one, comment) {
      yield* change(one, { ...note(comment), ...(facts.trigger === 'alert-acknowledged' && { status: 'open' }) });
    },
    *isClosed(one) {
      const { ticket: read } = yield* askJson(jsonRequest('GET', ticketAt(one), { headers }), facts);
      return ['solved', 'closed'].includes(text(record(read).status) ?? '');
    },
    *close(one, comment) {
      const members = { status: 'solved', ...(comment !== undefined && note(comment)) };
      const answer = yield* ask(jsonRequest('PUT', ticketAt(one), { headers, body: { ticket: members } }));
      // Solved tickets are somebody's: whose key this is, where nobody has taken it.
      if (answer.status === 422 && /assignee/i.test(answer.body)) {
        const url = under(connection.url, '/api/v2/users/me.json');
        const { user } = yield* askJson(jsonRequest('GET', url, { headers }), facts);
        yield* change(one, { ...members, assignee_id: record(user).id });
      } else if (answer.status < 200 || answer.status >= 300) end(troubleOf(answer, facts));
    },
  };
}

export default driver({
  type: 'zendesk',
  name: 'Zendesk',
  source: [
    'https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/',
    'https://developer.zendesk.com/api-reference/ticketing/introduction/#idempotency',
  ],
  does: { first: 'opens a ticket', update: 'writes an internal note', end: 'solves the ticket' },
  steps: (facts) => ticketSteps(facts, toolOf(facts)),
});
