import { type FakeTicket, json, routed, type TicketFake } from './fake.ts';

interface Issue {
  readonly number: number;
  title: string;
  body: string;
  state: string;
  readonly html_url: string;
  readonly comments: string[];
}

/** GitHub's REST API for the issues of one repository. */
export function createGitHub(): TicketFake & { readonly labels: () => readonly unknown[] } {
  const issues: Issue[] = [];
  let labels: readonly unknown[] = [];
  const docs = { documentation_url: 'https://docs.github.com/rest', status: '404' };
  const missing = () => json(404, { message: 'Not Found', ...docs });
  const failed = (field: string, code: string) =>
    json(422, { message: 'Validation Failed', errors: [{ resource: 'Issue', field, code }], ...docs });
  const issueOf = (number: string | undefined) => issues.find((one) => String(one.number) === number);
  const root = '/repos/example/shop/issues';
  const target = routed(
    'api.github.com',
    {
      [`GET ${root}`]: ({ query }) =>
        json(
          200,
          query.get('state') === 'all'
            ? issues.toReversed()
            : issues.filter(({ state }) => state === 'open').toReversed(),
        ),
      [`POST ${root}`]: ({ body }) => {
        if (typeof body.title !== 'string' || body.title === '') return failed('title', 'missing_field');
        if (body.title.length > 256) return failed('title', 'too_long');
        if (String(body.body).length > 65_536) return failed('body', 'too_long');
        labels = (body.labels as readonly unknown[]) ?? [];
        const number = 1347 + issues.length;
        const html_url = `https://github.com/example/shop/issues/${number}`;
        const issue = { number, title: body.title, body: String(body.body), state: 'open', html_url, comments: [] };
        issues.push(issue);
        return json(201, issue);
      },
      [`GET ${root}/:number`]: ({ named }) => {
        const issue = issueOf(named.number);
        return issue ? json(200, issue) : missing();
      },
      [`GET ${root}/:number/comments`]: ({ named }) => {
        const issue = issueOf(named.number);
        return issue
          ? json(
              200,
              issue.comments.map((body) => ({ body })),
            )
          : missing();
      },
      [`POST ${root}/:number/comments`]: ({ named, body }) => {
        const issue = issueOf(named.number);
        if (issue === undefined) return missing();
        if (typeof body.body !== 'string' || body.body === '') return failed('body', 'missing_field');
        issue.comments.push(body.body);
        return json(201, { id: issue.comments.length });
      },
      [`PATCH ${root}/:number`]: ({ named, body }) => {
        const issue = issueOf(named.number);
        if (issue === undefined) return missing();
        if (!['completed', 'not_planned', 'reopened', 'duplicate', undefined].includes(body.state_reason as string))
          return failed('state_reason', 'invalid');
        issue.state = String(body.state ?? issue.state);
        return json(200, issue);
      },
    },
    {
      check: ({ headers }) =>
        headers['user-agent'] === undefined
          ? {
              status: 403,
              headers: {},
              body: 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.',
            }
          : headers.authorization === 'Bearer ghp_token_1'
            ? undefined
            : json(401, { message: 'Bad credentials', ...docs }),
      notFound: missing,
      badJson: () => json(400, { message: 'Problems parsing JSON', ...docs }),
    },
  );
  return {
    target,
    labels: () => labels,
    tickets: () =>
      issues.map(
        ({ number, title, body, state, comments }): FakeTicket => ({
          reference: `example/shop#${number}`,
          title,
          text: body,
          isClosed: state === 'closed',
          comments: comments.map((comment) => comment.replace(/\n\n<!--.*-->$/, '')),
        }),
      ),
    closeByHand(reference) {
      Object.assign(issueOf(reference.split('#')[1]) ?? {}, { state: 'closed' });
    },
  };
}
