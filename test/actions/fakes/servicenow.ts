import { basicOf, type FakeTicket, json, routed, type TicketFake } from './fake.ts';

/** ServiceNow's Table API for `incident`, with a data policy that wants close code and notes. */
export function createServiceNow(): TicketFake {
  const incidents: Record<string, unknown>[] = [];
  const notes = new Map<string, string[]>();
  const failure = (status: number, message: string, detail: string) =>
    json(status, { error: { message, detail }, status: 'failure' });
  const shown = (incident: Record<string, unknown>, fields: string | null) =>
    Object.fromEntries((fields ?? '').split(',').map((name) => [name, incident[name] ?? '']));
  const incidentOf = (id: string | undefined) => incidents.find(({ sys_id }) => sys_id === id);
  const missing = () => failure(404, 'No Record found', "Record doesn't exist or ACL restricts the record retrieval");
  const target = routed(
    'example.service-now.com',
    {
      'GET /api/now/table/incident': ({ query }) => {
        const id = /^correlation_id=([^^]+)\^/.exec(query.get('sysparm_query') ?? '')?.[1];
        const found = incidents.filter((one) => one.correlation_id === id).slice(0, Number(query.get('sysparm_limit')));
        return json(200, { result: found.map((one) => shown(one, query.get('sysparm_fields'))) });
      },
      'POST /api/now/table/incident': ({ body, query }) => {
        if (!body.short_description)
          return failure(
            403,
            'Operation Failed',
            'Error: Data Policy Exception: The following fields are mandatory: Short description',
          );
        for (const [name, limit] of [
          ['short_description', 160],
          ['description', 4000],
          ['correlation_id', 100],
          ['correlation_display', 100],
        ] as const)
          if (String(body[name] ?? '').length > limit)
            return failure(400, 'Invalid value', `${name} is longer than ${limit}`);
        const number = `INC${String(incidents.length + 10_001).padStart(7, '0')}`;
        const incident = { state: '1', ...body, number, sys_id: number.toLowerCase().padEnd(32, '0') };
        incidents.push(incident);
        return json(201, { result: shown(incident, query.get('sysparm_fields')) });
      },
      'GET /api/now/table/incident/:id': ({ named, query }) => {
        const incident = incidentOf(named.id);
        return incident ? json(200, { result: shown(incident, query.get('sysparm_fields')) }) : missing();
      },
      'PATCH /api/now/table/incident/:id': ({ named, body, query }) => {
        const incident = incidentOf(named.id);
        if (incident === undefined) return missing();
        if (incident.state === '7')
          return failure(403, 'Operation Failed', 'Error: ACL: closed incidents are read-only');
        if (body.state === '6' && !(body.close_code && body.close_notes))
          return failure(
            403,
            'Operation Failed',
            'Error: Data Policy Exception: The following fields are mandatory: Resolution code, Resolution notes',
          );
        const { work_notes, ...members } = body;
        Object.assign(incident, members);
        const said = work_notes ?? body.close_notes;
        if (said) notes.set(named.id ?? '', [...(notes.get(named.id ?? '') ?? []), String(said)]);
        return json(200, { result: shown(incident, query.get('sysparm_fields')) });
      },
    },
    {
      check: ({ headers }) =>
        headers.authorization === basicOf('tocsin', 'servicenow-1')
          ? undefined
          : failure(401, 'User Not Authenticated', 'Required to provide Auth information'),
      notFound: () => failure(400, 'Invalid table', 'null'),
      badJson: () => failure(400, 'Exception while reading request', 'The payload is not valid JSON.'),
    },
  );
  return {
    target,
    tickets: () =>
      incidents.map(
        (one): FakeTicket => ({
          reference: String(one.sys_id),
          title: String(one.short_description),
          text: String(one.description),
          isClosed: ['6', '7', '8'].includes(String(one.state)),
          comments: notes.get(String(one.sys_id)) ?? [],
        }),
      ),
    closeByHand(reference) {
      Object.assign(incidentOf(reference) ?? {}, { state: '7' });
    },
  };
}
