import { adf, textOfAdf } from '../adf.ts';
import { ask, askJson, askWell, jsonIn, jsonOf, list, record, text, troubleOf } from '../answers.ts';
import { driver, end, later, refused, type Steps } from '../driver.ts';
import type { FactsOf } from '../facts.ts';
import { basic, jsonRequest, under } from '../requests.ts';
import { rendered } from '../template.ts';
import { nameOf, saysSame, type Ticket, type TicketTool, ticketSteps } from '../tickets.ts';
import { described, lines, titleOf } from '../words.ts';

/** The property of a comment that says which delivery has made it. */
const property = 'tocsin.delivery';
/** Without these an issue is better than no issue: which fields there are is the project's business. */
const dispensable = ['labels', 'description'];

/** The id, which an issue keeps when it is moved, and the key that people know it by. */
const referenceOf = (issue: unknown): Ticket | undefined => {
  const { id, key } = record(issue);
  const [number, name] = [text(id), text(key)];
  return number === undefined || name === undefined ? undefined : { reference: `${number} ${name}`, name };
};

const projectOf = (project: string) => (/^\d+$/.test(project) ? { id: project } : { key: project });

function toolOf(facts: FactsOf<'jira'>): TicketTool {
  const { params } = facts.action;
  const connection = facts.connector?.params;
  if (connection === undefined) return end(refused('the connector is gone'));
  const headers = { authorization: basic(connection.email, connection.password) };
  const at = (path: string, query?: Readonly<Record<string, string>>) =>
    under(connection.url, `/rest/api/3${path}`, query);
  const issueAt = ({ reference }: Ticket, path = '', query?: Readonly<Record<string, string>>) =>
    at(`/issue/${encodeURIComponent(reference.split(' ')[0] ?? reference)}${path}`, query);
  function ticket(issue: unknown): Ticket | undefined {
    const known = referenceOf(issue);
    return known && { ...known, url: under(connection?.url ?? '', `/browse/${known.name}`) };
  }

  function* created(fields: Readonly<Record<string, unknown>>): Steps<Ticket> {
    const answer = yield* ask(jsonRequest('POST', at('/issue'), { headers, body: { fields } }));
    if (answer.status === 400) {
      const wrong = Object.keys(record(record(jsonOf(answer.body)).errors));
      const kept = Object.entries(fields).filter(([name]) => !wrong.includes(name));
      if (wrong.length > 0 && wrong.every((name) => dispensable.includes(name) && name in fields))
        return yield* created(Object.fromEntries(kept));
    }
    if (answer.status < 200 || answer.status >= 300) return end(troubleOf(answer, facts));
    return ticket(jsonIn(answer)) ?? end(later('the answer names no issue'));
  }

  return {
    *find(mark) {
      const query = { jql: `labels = "${mark}" ORDER BY created ASC`, maxResults: '1', fields: 'key' };
      const { issues } = yield* askJson(jsonRequest('GET', at('/search/jql', query), { headers }), facts);
      return ticket(list(issues)[0]);
    },
    create: (mark) =>
      created({
        project: projectOf(params.project),
        issuetype: { name: params.issueType || 'Task' },
        summary: titleOf(facts.alert, 255),
        description: adf(lines(rendered(params.bodyTemplate, facts) ?? described(facts, 30_000), 30_000)),
        labels: ['tocsin', mark],
      }),
    *hasComment(issue, words) {
      const query = { orderBy: '-created', maxResults: '50', expand: 'properties' };
      const { comments } = yield* askJson(jsonRequest('GET', issueAt(issue, '/comment', query), { headers }), facts);
      // Jira need not tell the properties: then the words have to say it.
      return list(comments)
        .map(record)
        .some(({ properties, body }) =>
          properties === undefined
            ? saysSame([textOfAdf(body)], words)
            : list(properties).some(
                (one) => record(one).key === property && record(record(one).value).key === facts.attemptKey,
              ),
        );
    },
    *comment(issue, comment) {
      const body = { body: adf(comment), properties: [{ key: property, value: { key: facts.attemptKey } }] };
      yield* askWell(jsonRequest('POST', issueAt(issue, '/comment'), { headers, body }), facts);
    },
    *isClosed(issue) {
      const { fields } = yield* askJson(
        jsonRequest('GET', issueAt(issue, '', { fields: 'status' }), { headers }),
        facts,
      );
      return record(record(record(fields).status).statusCategory).key === 'done';
    },
    *close(issue, comment) {
      if (comment !== undefined) yield* this.comment(issue, comment);
      const { transitions } = yield* askJson(jsonRequest('GET', issueAt(issue, '/transitions'), { headers }), facts);
      const closing = list(transitions)
        .map(record)
        .find(({ to }) => record(record(to).statusCategory).key === 'done');
      const id = text(closing?.id);
      if (id === undefined) return end(refused(`no transition of ${nameOf(issue)} leads to a status that is done`));
      const taken = (fields?: Readonly<Record<string, unknown>>) =>
        jsonRequest('POST', issueAt(issue, '/transitions'), {
          headers,
          body: { transition: { id }, ...(fields && { fields }) },
        });
      const answer = yield* ask(taken());
      const isWithoutResolution =
        answer.status === 400 && record(record(jsonOf(answer.body)).errors).resolution !== undefined;
      if (isWithoutResolution) yield* askWell(taken({ resolution: { name: 'Done' } }), facts);
      else if (answer.status < 200 || answer.status >= 300) end(troubleOf(answer, facts));
    },
  };
}

export default driver({
  type: 'jira',
  name: 'Jira',
  source: [
    'https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/',
    'https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/',
  ],
  does: { first: 'opens an issue', update: 'comments the issue', end: 'takes the transition to a status that is done' },
  doubles: 'the issue, where labels cannot be set or Jira has not indexed the first one yet',
  doublesOn: ['alert-created'],
  steps: (facts) => ticketSteps(facts, toolOf(facts)),
});
