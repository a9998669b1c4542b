import { json, routed } from './fake.ts';

/** Zabbix's JSON-RPC: one problem, which may or may not be closed by hand. */
export function createZabbix({ mayClose = true } = {}) {
  const problem = { id: '9001', isAcknowledged: false, isClosed: false, messages: [] as string[] };
  const failed = (data: string, code = -32_602, message = 'Invalid params.') =>
    json(200, { jsonrpc: '2.0', error: { code, message, data }, id: 1 });
  const target = routed(
    'zabbix.example.com',
    {
      'POST /api_jsonrpc.php': ({ body, headers }) => {
        if (body.jsonrpc !== '2.0' || body.method !== 'event.acknowledge')
          return failed('', -32_601, 'Method not found.');
        if (headers.authorization !== 'Bearer zabbix-key-1') return failed('Not authorized.');
        const { eventids, action, message } = body.params as { eventids: string[]; action: number; message?: string };
        if (eventids[0] !== problem.id) return failed('No permissions to referred object or it does not exist!');
        if (action & 4 && !message) return failed('Invalid parameter "/message": cannot be empty.');
        if (String(message).length > 2_048) return failed('Invalid parameter "/message": value is too long.');
        if (action & 1 && !mayClose) return failed('Cannot close problem: trigger does not allow manual closing.');
        if (action & 1) problem.isClosed = true;
        if (action & 2) problem.isAcknowledged = true;
        if (action & 4) problem.messages.push(message ?? '');
        return json(200, { jsonrpc: '2.0', result: { eventids: [problem.id] }, id: 1 });
      },
    },
    {
      notFound: () => ({
        status: 404,
        headers: { 'content-type': 'text/html' },
        body: '<html><title>404 Not Found</title></html>',
      }),
      badJson: () => failed('', -32_700, 'Parse error'),
    },
  );
  return { target, problem };
}
