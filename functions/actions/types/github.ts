import { askJson, askWell, list, record, text } from '../answers.ts';
import { driver, end, later, refused } from '../driver.ts';
import type { FactsOf } from '../facts.ts';
import { bearer, jsonRequest, under } from '../requests.ts';
import { type Ticket, type TicketTool, ticketSteps } from '../tickets.ts';
import { described, titleOf } from '../words.ts';

const api = 'https://api.github.com';

/** Names nobody: what stands in an alert is not said to people of GitHub, nor to other issues. */
const quiet = (words: string): string => words.replace(/@(?=\w)/g, '@\u200b').replace(/#(?=\d)/g, '#\u200b');

function toolOf(facts: FactsOf<'github'>): TicketTool {
  const { owner, repository, labels } = facts.action.params;
  const connection = facts.connector?.params;
  if (connection === undefined) return end(refused('the connector is gone'));
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: bearer(connection.apiKey),
    'x-github-api-version': '2022-11-28',
  };
  const issuesOf = (inOwner: string, inRepository: string, path = '', query?: Readonly<Record<string, string>>) =>
    under(api, `/repos/${encodeURIComponent(inOwner)}/${encodeURIComponent(inRepository)}/issues${path}`, query);
  const at = (path?: string, query?: Readonly<Record<string, string>>) => issuesOf(owner, repository, path, query);
  /** An issue stays where it was opened, whatever repository the action names by now. */
  const issueAt = ({ reference }: Ticket, path = '', query?: Readonly<Record<string, string>>) => {
    const [, itsOwner = owner, itsRepository = repository, number = reference] =
      /^([^/]{1,100})\/([^#]{1,100})#(\d{1,16})$/.exec(reference) ?? [];
    return issuesOf(itsOwner, itsRepository, `/${encodeURIComponent(number)}${path}`, query);
  };
  const hidden = (mark: string) => `<!-- ${mark} -->`;

  function ticket(value: unknown): Ticket | undefined {
    const { number, html_url } = record(value);
    if (text(number) === undefined) return undefined;
    const name = `#${text(number)}`;
    return { reference: `${owner}/${repository}${name}`, name, url: text(html_url) };
  }

  return {
    *find(mark) {
      const query = { state: 'all', since: facts.alert.reportTime, per_page: '100' };
      const issues = list((yield* askJson(jsonRequest('GET', at('', query), { headers }), facts)).list);
      return ticket(issues.find((issue) => text(record(issue).body)?.includes(hidden(mark))));
    },
    *create(mark) {
      const body = {
        title: titleOf(facts.alert, 256),
        body: `${quiet(described(facts, 50_000))}\n\n${hidden(mark)}`,
        ...(labels && labels.length > 0 && { labels }),
      };
      const answer = yield* askJson(jsonRequest('POST', at(), { headers, body }), facts);
      return ticket(answer) ?? end(later('the answer names no issue'));
    },
    *hasComment(issue) {
      const query = { since: facts.alert.reportTime, per_page: '100' };
      const answer = yield* askJson(jsonRequest('GET', issueAt(issue, '/comments', query), { headers }), facts);
      return list(answer.list).some((one) => text(record(one).body)?.includes(hidden(facts.attemptKey)));
    },
    *comment(issue, comment) {
      const body = { body: `${quiet(comment)}\n\n${hidden(facts.attemptKey)}` };
      yield* askWell(jsonRequest('POST', issueAt(issue, '/comments'), { headers, body }), facts);
    },
    *isClosed(issue) {
      return (yield* askJson(jsonRequest('GET', issueAt(issue), { headers }), facts)).state === 'closed';
    },
    *close(issue, comment) {
      if (comment !== undefined) yield* this.comment(issue, comment);
      const body = { state: 'closed', state_reason: 'completed' };
      yield* askJson(jsonRequest('PATCH', issueAt(issue), { headers, body }), facts);
    },
  };
}

export default driver({
  type: 'github',
  name: 'GitHub issues',
  source: [
    'https://docs.github.com/en/rest/issues/issues',
    'https://docs.github.com/en/rest/issues/comments',
    'https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api',
  ],
  does: { first: 'opens an issue', update: 'comments the issue', end: 'closes the issue as completed' },
  doubles: 'the issue or comment, where more than a hundred came after it',
  steps: (facts) => ticketSteps(facts, toolOf(facts)),
});
