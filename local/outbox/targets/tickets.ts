import { type Call, inside, json, list, plain, routed, type Target, type TargetWorld } from './target.ts';
import { type Ticket, type Tickets, type TicketTool, textOfDocument, ticketsOf, withComment } from './ticket-store.ts';

type Routes = Parameters<typeof routed>[0];

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const hostOf = ({ url }: Call): string => url.origin;

/** Answers with what a ticket that is there makes of it. */
const withTicket =
  (
    tickets: Tickets,
    missing: () => ReturnType<typeof json>,
    use: (ticket: Ticket, call: Call) => ReturnType<typeof json>,
  ) =>
  (call: Call) => {
    const ticket = tickets.find(call.named.id) ?? tickets.list().find(({ name }) => name === call.named.id);
    return ticket === undefined ? missing() : use(ticket, call);
  };

const transitions = [
  { id: '21', name: 'Start', to: { name: 'In Progress', statusCategory: { key: 'indeterminate' } } },
  { id: '31', name: 'Close', to: { name: 'Done', statusCategory: { key: 'done' } } },
];

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/ */
function jira(tickets: Tickets): Routes {
  const missing = () => json(404, { errorMessages: ['Issue does not exist or you do not have permission to see it.'] });
  const on = (use: Parameters<typeof withTicket>[2]) => withTicket(tickets, missing, use);
  const shown = ({ id, name, isClosed }: Ticket) => ({
    id,
    key: name,
    fields: { status: { name: isClosed ? 'Done' : 'To Do', statusCategory: { key: isClosed ? 'done' : 'new' } } },
  });
  return {
    'GET /rest/api/3/search/jql': ({ query }) => {
      const label = /labels = "([^"]+)"/.exec(query.get('jql') ?? '')?.[1];
      const found = tickets.list().filter(({ members }) => list(members.labels).includes(label));
      return json(200, { isLast: true, issues: found.map(shown) });
    },
    'POST /rest/api/3/issue': (call) => {
      const fields = inside(call.members.fields);
      const { key = 'OPS', id: _id } = inside(fields.project);
      if (text(fields.summary) === '')
        return json(400, { errorMessages: [], errors: { summary: 'You must specify a summary of the issue.' } });
      const number = tickets.next();
      const made = { id: String(10_000 + number), name: `${key}-${number}` };
      tickets.add(
        { ...made, title: text(fields.summary), text: textOfDocument(fields.description), members: fields },
        hostOf(call),
      );
      return json(201, { id: made.id, key: made.name, self: `${hostOf(call)}/rest/api/3/issue/${made.id}` });
    },
    'GET /rest/api/3/issue/:id': on((ticket) => json(200, shown(ticket))),
    'GET /rest/api/3/issue/:id/comment': on(({ comments }) => json(200, { comments: comments.toReversed() })),
    'POST /rest/api/3/issue/:id/comment': on((ticket, { members }) => {
      tickets.change(ticket.id, withComment(ticket, textOfDocument(members.body), members));
      return json(201, { id: String(ticket.comments.length + 1) });
    }),
    'GET /rest/api/3/issue/:id/transitions': on(() => json(200, { transitions })),
    'POST /rest/api/3/issue/:id/transitions': on((ticket, { members }) => {
      tickets.change(ticket.id, { isClosed: inside(members.transition).id === '31' });
      return plain(204, '');
    }),
  };
}

/** https://www.servicenow.com/docs/bundle/zurich-api-reference/page/integrate/inbound-rest/concept/c_TableAPI.html */
function servicenow(tickets: Tickets): Routes {
  const root = '/api/now/table/incident';
  const failure = (status: number, message: string) =>
    json(status, { error: { message, detail: '' }, status: 'failure' });
  const missing = () => failure(404, 'No Record found');
  const shown = ({ id, name, isClosed, members }: Ticket) => ({
    ...members,
    sys_id: id,
    number: name,
    state: isClosed ? '6' : text(members.state) || '1',
  });
  const on = (use: Parameters<typeof withTicket>[2]) => withTicket(tickets, missing, use);
  return {
    [`GET ${root}`]: ({ query }) => {
      const id = /^correlation_id=([^^]+)/.exec(query.get('sysparm_query') ?? '')?.[1];
      return json(200, {
        result: tickets
          .list()
          .filter(({ members }) => members.correlation_id === id)
          .map(shown),
      });
    },
    [`POST ${root}`]: (call) => {
      const { members } = call;
      if (text(members.short_description) === '') return failure(403, 'Operation Failed');
      const name = `INC${String(10_000 + tickets.next()).padStart(7, '0')}`;
      const id = name.toLowerCase().padEnd(32, '0');
      const title = text(members.short_description);
      return json(201, {
        result: shown(tickets.add({ id, name, title, text: text(members.description), members }, hostOf(call))),
      });
    },
    [`GET ${root}/:id`]: on((ticket) => json(200, { result: shown(ticket) })),
    [`PATCH ${root}/:id`]: on((ticket, { members: { work_notes, ...members } }) => {
      const said = text(work_notes) || text(members.close_notes);
      const state = text(members.state);
      const changed = tickets.change(ticket.id, {
        members: { ...ticket.members, ...members },
        ...(state !== '' && { isClosed: ['6', '7', '8'].includes(state) }),
        ...(said !== '' && withComment(ticket, said)),
      });
      return json(200, { result: shown(changed ?? ticket) });
    }),
  };
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/ */
function zendesk(tickets: Tickets): Routes {
  const missing = () => json(404, { error: 'RecordNotFound', description: 'Not found' });
  const on = (use: Parameters<typeof withTicket>[2]) => withTicket(tickets, missing, use);
  const shown = ({ id, isClosed, members }: Ticket) => ({
    ...members,
    id: Number(id),
    status: isClosed ? 'solved' : 'new',
  });
  return {
    'GET /api/v2/users/me.json': () => json(200, { user: { id: 77, email: 'bot@example.com' } }),
    'GET /api/v2/tickets.json': ({ query }) => {
      const found = tickets.list().filter(({ members }) => members.external_id === query.get('external_id'));
      return json(200, { tickets: found.map(shown), count: found.length });
    },
    'POST /api/v2/tickets.json': (call) => {
      const key = call.headers['idempotency-key'];
      const before = tickets.list().find(({ members }) => key !== undefined && members.idempotencyKey === key);
      const { comment, ...ticket } = inside(call.members.ticket);
      const id = String(35_435 + tickets.next());
      const made =
        before ??
        tickets.add(
          {
            id,
            name: `#${id}`,
            title: text(ticket.subject),
            text: text(inside(comment).body),
            members: { ...ticket, idempotencyKey: key },
          },
          hostOf(call),
        );
      return json(201, { ticket: shown(made), audit: {} });
    },
    'GET /api/v2/tickets/:id.json': on((ticket) => json(200, { ticket: shown(ticket) })),
    'GET /api/v2/tickets/:id/comments.json': on(({ comments }) =>
      json(200, { comments: comments.toReversed().map((one) => ({ body: one.text, plain_body: one.text })) }),
    ),
    'PUT /api/v2/tickets/:id.json': on((ticket, call) => {
      const { comment, ...members } = inside(call.members.ticket);
      const said = text(inside(comment).body);
      const changed = tickets.change(ticket.id, {
        members: { ...ticket.members, ...members },
        ...(members.status !== undefined && { isClosed: ['solved', 'closed'].includes(text(members.status)) }),
        ...(said !== '' && withComment(ticket, said)),
      });
      return json(200, { ticket: shown(changed ?? ticket), audit: {} });
    }),
  };
}

/** https://docs.github.com/rest/issues */
function github(tickets: Tickets): Routes {
  const root = '/repos/:owner/:repository/issues';
  const missing = () => json(404, { message: 'Not Found' });
  const of = ({ owner, repository, id }: Readonly<Record<string, string>>) => `${owner}/${repository}#${id}`;
  const on = (use: (ticket: Ticket, call: Call) => ReturnType<typeof json>) => (call: Call) => {
    const ticket = tickets.find(of(call.named));
    return ticket === undefined ? missing() : use(ticket, call);
  };
  const shown = ({ id, title, text: body, isClosed }: Ticket) => {
    const number = Number(id.split('#')[1]);
    const html_url = `https://github.com/${id.replace('#', '/issues/')}`;
    return { number, title, body, state: isClosed ? 'closed' : 'open', html_url };
  };
  return {
    [`GET ${root}`]: ({ named, query }) => {
      const own = tickets.list().filter(({ id }) => id.startsWith(`${named.owner}/${named.repository}#`));
      return json(
        200,
        own
          .filter(({ isClosed }) => query.get('state') === 'all' || !isClosed)
          .toReversed()
          .map(shown),
      );
    },
    [`POST ${root}`]: (call) => {
      const { members, named } = call;
      const id = `${named.owner}/${named.repository}#${1346 + tickets.next()}`;
      const made = { id, name: `#${id.split('#')[1]}`, title: text(members.title), text: text(members.body), members };
      return json(201, shown(tickets.add(made, `https://github.com/${named.owner}/${named.repository}`)));
    },
    [`GET ${root}/:id`]: on((ticket) => json(200, shown(ticket))),
    [`GET ${root}/:id/comments`]: on(({ comments }) =>
      json(
        200,
        comments.map((one) => ({ body: one.text })),
      ),
    ),
    [`POST ${root}/:id/comments`]: on((ticket, { members }) => {
      tickets.change(ticket.id, withComment(ticket, text(members.body)));
      return json(201, { id: ticket.comments.length + 1 });
    }),
    [`PATCH ${root}/:id`]: on((ticket, { members }) => {
      const changed = tickets.change(ticket.id, { isClosed: members.state === 'closed' });
      return json(200, shown(changed ?? ticket));
    }),
  };
}

/** https://developers.topdesk.com/explorer/?page=incident */
function topdesk(tickets: Tickets): Routes {
  const root = '/tas/api/incidents';
  const missing = () => json(404, [{ message: 'The incident does not exist.' }]);
  const on = (use: Parameters<typeof withTicket>[2]) => withTicket(tickets, missing, use);
  const shown = ({ id, name, isClosed, members }: Ticket) => ({
    ...members,
    id,
    number: name,
    completed: isClosed,
    closed: isClosed,
  });
  return {
    'GET /tas/api/branches': () => json(200, []),
    [`GET ${root}`]: ({ query }) => {
      const sought = /'([^']+)'/.exec(query.get('query') ?? '')?.[1];
      const found = tickets.list().filter(({ members }) => members.externalNumber === sought);
      return found.length === 0 ? plain(204, '') : json(200, found.map(shown));
    },
    [`POST ${root}`]: (call) => {
      const { members } = call;
      const number = tickets.next();
      const id = `6b704cbf-76f5-4802-b65d-26613cae${String(number).padStart(4, '0')}`;
      const made = { id, name: `I 2611 ${String(number).padStart(3, '0')}`, title: text(members.briefDescription) };
      return json(201, shown(tickets.add({ ...made, text: text(members.request), members }, hostOf(call))));
    },
    [`GET ${root}/id/:id`]: on((ticket) => json(200, shown(ticket))),
    [`GET ${root}/id/:id/actions`]: on(({ comments }) =>
      comments.length === 0
        ? plain(204, '')
        : json(
            200,
            comments.toReversed().map((one) => ({ memoText: one.text })),
          ),
    ),
    [`PATCH ${root}/id/:id`]: on((ticket, { members: { action, ...members } }) => {
      const isClosed = members.closed ?? members.completed;
      const changed = tickets.change(ticket.id, {
        members: { ...ticket.members, ...members },
        ...(isClosed !== undefined && { isClosed: isClosed === true }),
        ...(text(action) !== '' && withComment(ticket, text(action).replaceAll('<br/>', '\n'))),
      });
      return json(200, shown(changed ?? ticket));
    }),
  };
}

/** https://docs.zammad.org/en/latest/api/ticket/index.html */
function zammad(tickets: Tickets): Routes {
  const missing = () => json(404, { error: 'No such object', error_human: 'No such object' });
  const on = (use: Parameters<typeof withTicket>[2]) => withTicket(tickets, missing, use);
  const shown = ({ id, name, title, isClosed, members }: Ticket) => ({
    ...members,
    id: Number(id),
    number: name,
    title,
    state: isClosed ? 'closed' : 'new',
  });
  const articlesOf = ({ id, text: first, comments }: Ticket) =>
    [first, ...comments.map((one) => one.text)].map((body, index) => ({ id: index + 1, ticket_id: Number(id), body }));
  return {
    'GET /api/v1/users/me': () => json(200, { id: 3, login: 'tocsin' }),
    'GET /api/v1/tickets/search': ({ query }) => {
      const words = (query.get('query') ?? '').replaceAll('"', '');
      const found = tickets.list().filter((ticket) => JSON.stringify(articlesOf(ticket)).includes(words));
      return json(200, {
        tickets: found.map(({ id }) => Number(id)),
        tickets_count: found.length,
        assets: { Ticket: Object.fromEntries(found.map((one) => [one.id, shown(one)])) },
      });
    },
    'POST /api/v1/tickets': (call) => {
      const { article, ...members } = call.members;
      const id = String(18 + tickets.next());
      const made = { id, name: `20${id}`, title: text(members.title), text: text(inside(article).body), members };
      return json(201, shown(tickets.add(made, hostOf(call))));
    },
    'GET /api/v1/tickets/:id': on((ticket) => json(200, shown(ticket))),
    'PUT /api/v1/tickets/:id': on((ticket, { members: { article, ...members } }) => {
      const said = text(inside(article).body);
      const changed = tickets.change(ticket.id, {
        members: { ...ticket.members, ...members },
        ...(members.state !== undefined && { isClosed: members.state === 'closed' }),
        ...(said !== '' && withComment(ticket, said)),
      });
      return json(200, shown(changed ?? ticket));
    }),
    'POST /api/v1/ticket_articles': ({ members }) => {
      const ticket = tickets.find(String(members.ticket_id));
      if (ticket === undefined) return missing();
      tickets.change(ticket.id, withComment(ticket, text(members.body)));
      return json(201, { id: ticket.comments.length + 2 });
    },
    'GET /api/v1/ticket_articles/by_ticket/:id': on((ticket) => json(200, articlesOf(ticket))),
  };
}

/** https://autotask.net/help/DeveloperHelp/Content/APIs/REST/REST_API_Home.htm */
function autotask(tickets: Tickets): Routes {
  const root = '/atservicesrest/v1.0';
  const missing = () => json(500, { errors: ['The ticket does not exist.'] });
  const shown = ({ id, title, isClosed, members }: Ticket) => ({
    ...members,
    id: Number(id),
    title,
    status: isClosed ? 5 : (members.status ?? 1),
  });
  const sought = ({ members }: Call) => {
    const { field, value } = inside(list(members.filter)[0]);
    return { field: String(field), value: String(value) };
  };
  return {
    [`POST ${root}/Tickets/query`]: (call) => {
      const { field, value } = sought(call);
      const items = tickets
        .list()
        .map(shown)
        .filter((one) => String(inside(one)[field]) === value);
      return json(200, { items, pageDetails: { count: items.length } });
    },
    [`POST ${root}/TicketNotes/query`]: (call) => {
      const { value } = sought(call);
      return json(200, { items: tickets.find(value)?.comments ?? [] });
    },
    [`POST ${root}/Tickets`]: (call) => {
      const { members } = call;
      const id = String(7_000 + tickets.next());
      const made = { id, name: `T${id}`, title: text(members.title), text: text(members.description), members };
      tickets.add(made, hostOf(call));
      return json(200, { itemId: Number(id) });
    },
    [`GET ${root}/Tickets/:id`]: ({ named }) => {
      const ticket = tickets.find(named.id);
      return json(200, { item: ticket === undefined ? null : shown(ticket) });
    },
    [`PATCH ${root}/Tickets`]: ({ members }) => {
      const ticket = tickets.find(String(members.id));
      if (ticket === undefined) return missing();
      tickets.change(ticket.id, {
        members: { ...ticket.members, ...members },
        ...(members.status !== undefined && { isClosed: members.status === 5 }),
      });
      return json(200, { itemId: Number(ticket.id) });
    },
    [`POST ${root}/Tickets/:id/Notes`]: withTicket(tickets, missing, (ticket, { members }) => {
      tickets.change(ticket.id, withComment(ticket, text(members.description), members));
      return json(200, { itemId: ticket.comments.length + 1 });
    }),
  };
}

/** https://www.zabbix.com/documentation/current/en/manual/api/reference/event/acknowledge */
const zabbix: Routes = {
  'POST /api_jsonrpc.php': ({ members }) =>
    json(200, { jsonrpc: '2.0', result: { eventids: inside(members.params).eventids ?? [] }, id: members.id ?? 1 }),
};

/** How a tool is told from others: some by their host, all by their paths, because anybody may run one anywhere. */
const tools: readonly (readonly [TicketTool, RegExp, (tickets: Tickets) => Routes])[] = [
  ['github', /^api\.github\.com\//, github],
  ['jira', /\/rest\/api\/3\//, jira],
  ['servicenow', /\/api\/now\//, servicenow],
  ['zendesk', /^[^/]*\.zendesk\.com\/api\/v2\//, zendesk],
  ['topdesk', /\/tas\/api\//, topdesk],
  ['zammad', /\/api\/v1\/(?:ticket|users\/me)/, zammad],
  ['autotask', /\/atservicesrest\//i, autotask],
];

/** The tools with tickets, and Zabbix, whose problems are acknowledged. */
export function ticketTargets(world: TargetWorld): Target[] {
  const isAt = (pattern: RegExp) => (url: URL) => pattern.test(`${url.host}${url.pathname}`);
  return [
    ...tools.map(([tool, pattern, routesOf]): Target => {
      return { isFor: isAt(pattern), answer: routed(routesOf(ticketsOf(tool, world))) };
    }),
    { isFor: isAt(/\/api_jsonrpc\.php$/), answer: routed(zabbix) },
  ];
}
