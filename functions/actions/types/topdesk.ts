import { ask, jsonIn, list, record, text, troubleOf } from '../answers.ts';
import { driver, end, type HttpRequest, later, refused, type Steps } from '../driver.ts';
import type { FactsOf } from '../facts.ts';
import { basic, jsonRequest, under, upTo } from '../requests.ts';
import { saysSame, type Ticket, type TicketTool, ticketSteps } from '../tickets.ts';
import { described, titleOf } from '../words.ts';

/** Memo fields hold simple HTML. */
const html = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br/>');

const caller = { dynamicName: 'Tocsin' };

function toolOf(facts: FactsOf<'topdesk'>): TicketTool {
  const connection = facts.connector?.params;
  if (connection === undefined) return end(refused('the connector is gone'));
  const headers = { authorization: basic(connection.username, connection.password) };
  // The address may have been copied with its application's path.
  const base = upTo('tas', connection.url);
  const at = (path = '', query?: Readonly<Record<string, string>>) => under(base, `/tas/api/incidents${path}`, query);
  const incidentAt = ({ reference }: Ticket, path = '') => at(`/id/${encodeURIComponent(reference)}${path}`);

  /** Nothing found is 204, and a part of a list 206. */
  function* asked(request: HttpRequest): Steps<Readonly<Record<string, unknown>>> {
    const answer = yield* ask(request);
    if (answer.status === 204) return {};
    return answer.status >= 200 && answer.status < 300 ? jsonIn(answer) : end(troubleOf(answer, facts));
  }
  function ticket(value: unknown): Ticket | undefined {
    const { id, number } = record(value);
    const reference = text(id);
    if (reference === undefined) return undefined;
    const url = under(base, '/tas/secure/incident', { unid: reference });
    return { reference, name: text(number), url };
  }
  function* change(incident: Ticket, body: Readonly<Record<string, unknown>>): Steps<void> {
    yield* asked(jsonRequest('PATCH', incidentAt(incident), { headers, body }));
  }

  return {
    *find(mark) {
      const query = { query: `externalNumber=='${mark}'`, pageSize: '1' };
      return ticket(list((yield* asked(jsonRequest('GET', at('', query), { headers }))).list)[0]);
    },
    *create(mark) {
      const body = {
        // Somebody has to call: nobody whom TOPdesk knows.
        caller,
        status: facts.action.params.status || 'firstLine',
        briefDescription: titleOf(facts.alert, 80),
        request: html(described(facts, 20_000)),
        externalNumber: mark,
      };
      const answer = yield* ask(jsonRequest('POST', at(), { headers, body }));
      if (answer.status >= 200 && answer.status < 300)
        return ticket(jsonIn(answer)) ?? end(later('the answer names no incident'));
      if (answer.status !== 400 || !/branch/i.test(answer.body)) return end(troubleOf(answer, facts));
      // Where a caller has to be of a branch: the first that there is.
      const branches = yield* asked(
        jsonRequest('GET', under(base, '/tas/api/branches', { pageSize: '1' }), { headers }),
      );
      const id = text(record(list(branches.list)[0]).id);
      if (id === undefined) return end(troubleOf(answer, facts));
      const inBranch = { ...body, caller: { ...caller, branch: { id } } };
      return (
        ticket(yield* asked(jsonRequest('POST', at(), { headers, body: inBranch }))) ??
        end(later('the answer names no incident'))
      );
    },
    *hasComment(incident, comment) {
      const trail = yield* asked(jsonRequest('GET', incidentAt(incident, '/actions'), { headers }));
      return saysSame(
        list(trail.list).map((one) => record(one).memoText),
        comment,
      );
    },
    *comment(incident, comment) {
      yield* change(incident, { action: html(comment), actionInvisibleForCaller: true });
    },
    *isClosed(incident) {
      const { completed, closed } = yield* asked(jsonRequest('GET', incidentAt(incident), { headers }));
      return completed === true || closed === true;
    },
    *close(incident, comment) {
      yield* change(incident, {
        ...(comment !== undefined && { action: html(comment), actionInvisibleForCaller: true }),
        completed: true,
        closed: true,
      });
    },
  };
}

export default driver({
  type: 'topdesk',
  name: 'TOPdesk',
  source: ['https://developers.topdesk.com/explorer/?page=incident'],
  does: {
    first: 'registers an incident',
    update: 'writes an invisible action',
    end: 'completes and closes the incident',
  },
  steps: (facts) => ticketSteps(facts, toolOf(facts)),
});
