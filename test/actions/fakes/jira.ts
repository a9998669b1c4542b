import { basicOf, empty, type FakeTicket, inside, json, routed, type TicketFake } from './fake.ts';

interface Issue {
  readonly id: string;
  key: string;
  fields: Record<string, unknown>;
  status: { name: string; category: 'new' | 'indeterminate' | 'done' };
  comments: { body: unknown; properties: unknown }[];
}

/** The text of a document. Throws for what the format does not allow: a text of no length, a node without a type. */
export function textOfAdf(node: unknown): string {
  const { type, text, content } = inside(node);
  if (typeof type !== 'string') throw new Error('INVALID_INPUT');
  if (type === 'text') {
    if (typeof text !== 'string' || text === '') throw new Error('INVALID_INPUT');
    return text;
  }
  if (type === 'hardBreak') return '\n';
  const parts = (Array.isArray(content) ? content : []).map(textOfAdf);
  return type === 'doc' ? parts.join('\n\n') : parts.join('');
}

const wrong = (errors: Record<string, string>, messages: string[] = []) =>
  json(400, { errorMessages: messages, errors });

/** Jira Cloud's REST API, version 3, as far as issues, their comments and transitions go. */
export function createJira({
  fieldsNotOnScreen = [] as readonly string[],
  isWithoutDone = false,
  wantsResolution = false,
  isIndexed = (): boolean => true,
  /** Of comments the documentation promises that they are set, not that they are told. */
  tellsProperties = true,
} = {}) {
  const issues = new Map<string, Issue>();
  const transitions = [
    { id: '21', name: 'Start', to: { name: 'In Progress', statusCategory: { key: 'indeterminate' } } },
    ...(isWithoutDone ? [] : [{ id: '31', name: 'Close', to: { name: 'Done', statusCategory: { key: 'done' } } }]),
  ];
  const missing = () =>
    json(404, { errorMessages: ['Issue does not exist or you do not have permission to see it.'], errors: {} });
  const withIssue = (key: string | undefined, use: (issue: Issue) => ReturnType<typeof json>) => {
    const issue = issues.get(key ?? '') ?? [...issues.values()].find(({ id }) => id === key);
    return issue === undefined ? missing() : use(issue);
  };
  const target = routed(
    'example.atlassian.net',
    {
      'POST /rest/api/3/issue': ({ body }) => {
        const fields = inside(body.fields);
        const hidden = fieldsNotOnScreen.filter((name) => name in fields);
        if (hidden.length > 0)
          return wrong(
            Object.fromEntries(
              hidden.map((name) => [
                name,
                `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`,
              ]),
            ),
          );
        if (inside(fields.project).key !== 'OPS') return wrong({ project: 'valid project is required' });
        if (!['Bug', 'Epic', 'Subtask', 'Story', 'Task'].includes(String(inside(fields.issuetype).name)))
          return wrong({ issuetype: 'Specify a valid issue type' });
        if (typeof fields.summary !== 'string' || fields.summary === '')
          return wrong({ summary: 'You must specify a summary of the issue.' });
        if (fields.summary.length > 255 || fields.summary.includes('\n'))
          return wrong({ summary: 'The summary is invalid because it contains newline characters or is too long.' });
        if (fields.description !== undefined) {
          try {
            textOfAdf(fields.description);
          } catch {
            return wrong({
              description: 'Operation value must be an Atlassian Document (see the Atlassian Document Format)',
            });
          }
        }
        if (
          Array.isArray(fields.labels) &&
          fields.labels.some((label) => /\s/.test(String(label)) || String(label).length > 255)
        )
          return wrong({ labels: 'The label contains spaces which is invalid.' });
        const key = `OPS-${issues.size + 1}`;
        const id = String(10_001 + issues.size);
        issues.set(key, { id, key, fields, status: { name: 'To Do', category: 'new' }, comments: [] });
        return json(201, {
          id,
          key,
          self: `https://example.atlassian.net/rest/api/3/issue/${key}`,
        });
      },
      'GET /rest/api/3/search/jql': ({ query }) => {
        const label = /^labels = "([^"]+)" ORDER BY created ASC$/.exec(query.get('jql') ?? '')?.[1];
        if (label === undefined) return json(400, { errorMessages: ['Error in the JQL Query'], errors: {} });
        const found = [...issues.values()].filter(
          ({ fields }) => isIndexed() && Array.isArray(fields.labels) && fields.labels.includes(label),
        );
        return json(200, { isLast: true, issues: found.map(({ id, key }) => ({ id, key })) });
      },
      'GET /rest/api/3/issue/:key': ({ named }) =>
        withIssue(named.key, ({ key, status }) =>
          json(200, { key, fields: { status: { name: status.name, statusCategory: { key: status.category } } } }),
        ),
      'GET /rest/api/3/issue/:key/comment': ({ named, query }) =>
        withIssue(named.key, ({ comments }) =>
          json(200, {
            comments: comments
              .toReversed()
              .map((one) => (tellsProperties && query.get('expand') === 'properties' ? one : { body: one.body })),
          }),
        ),
      'POST /rest/api/3/issue/:key/comment': ({ named, body }) =>
        withIssue(named.key, ({ comments }) => {
          try {
            textOfAdf(body.body);
          } catch {
            return wrong({ comment: 'Comment body is not valid!' });
          }
          comments.push({ body: body.body, properties: body.properties });
          return json(201, { id: String(comments.length) });
        }),
      'GET /rest/api/3/issue/:key/transitions': ({ named }) => withIssue(named.key, () => json(200, { transitions })),
      'POST /rest/api/3/issue/:key/transitions': ({ named, body }) =>
        withIssue(named.key, (issue) => {
          const taken = transitions.find(({ id }) => id === inside(body.transition).id);
          if (taken === undefined)
            return wrong({}, ['It seems that you have tried to perform an illegal workflow operation.']);
          if (wantsResolution && inside(inside(body.fields).resolution).name !== 'Done')
            return wrong({ resolution: 'Resolution is required.' });
          issue.status = { name: taken.to.name, category: taken.to.statusCategory.key as 'done' };
          return empty(204);
        }),
    },
    {
      check: ({ headers }) =>
        headers.authorization === basicOf('bot@example.com', 'jira-token-1')
          ? undefined
          : {
              status: 401,
              headers: { 'content-type': 'text/html' },
              body: 'Client must be authenticated to access this resource.',
            },
      notFound: () => json(404, { message: 'null for uri', 'status-code': 404 }),
      badJson: () => json(400, { errorMessages: ['There was an error parsing JSON.'], errors: {} }),
    },
  );
  const fake: TicketFake = {
    target,
    tickets: () =>
      [...issues.values()].map(
        ({ id, key, fields, status, comments }): FakeTicket => ({
          reference: `${id} ${key}`,
          title: String(fields.summary),
          text: fields.description === undefined ? '' : textOfAdf(fields.description),
          isClosed: status.category === 'done',
          comments: comments.map(({ body }) => textOfAdf(body)),
        }),
      ),
    closeByHand(reference) {
      const issue = [...issues.values()].find(({ id }) => id === reference.split(' ')[0]);
      if (issue) issue.status = { name: 'Done', category: 'done' };
    },
  };
  /** The issue gets another key, under which alone it is found; its id stays. */
  function move(from: string, to: string): void {
    const issue = issues.get(from);
    if (issue === undefined) return;
    issues.delete(from);
    issue.key = to;
    issues.set(to, issue);
  }
  return { ...fake, issues, move };
}
