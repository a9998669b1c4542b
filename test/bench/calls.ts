import { callsDuring, transitionsOf } from '../support/calls-made.ts';
import type { LocalCloud } from '../support/local-cloud.ts';
import { printTable } from './table.ts';

type Counts = Readonly<Record<string, number>>;

/** A path of the system, the functions whose calls count towards it, and what it may cost. */
interface Path {
  readonly name: string;
  readonly functions: readonly string[];
  readonly budget: Counts;
  readonly run: () => Promise<unknown>;
}

const reads = ['GetItem', 'BatchGetItem', 'Query', 'TransactGetItems'];
const writes = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'];

function kindOf(service: string, action: string): string {
  if (service === 'dynamodb') {
    if (action === 'TransactWriteItems') return 'transactions';
    if (reads.includes(action)) return 'reads';
    if (writes.includes(action)) return 'writes';
  }
  return `${service}.${action}`;
}

async function countCalls(cloud: LocalCloud, { functions, run }: Path): Promise<Counts> {
  const counts: Record<string, number> = {};
  for (const request of await callsDuring(cloud, run)) {
    if (!functions.includes(request.function)) continue;
    const kind = kindOf(request.service, request.action);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

const show = (counts: Counts): string =>
  Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind}`)
    .sort()
    .join(', ') || 'none';

/** A path is within its budget when it makes no call beyond it; a transaction may stand in for a write. */
function isWithin(counts: Counts, budget: Counts): boolean {
  return Object.entries(counts).every(([kind, count]) => {
    const allowed = (budget[kind] ?? 0) + (kind === 'transactions' ? (budget.writes ?? 0) : 0);
    return count <= allowed;
  });
}

/** Prints the AWS calls of each path beside its budget. Resolves with the names of the paths over budget. */
export async function benchCalls(cloud: LocalCloud): Promise<string[]> {
  const stage = await setTheStage(cloud);
  const paths: Path[] = [
    {
      name: 'event accepted, warm',
      functions: ['ingest'],
      budget: { 'sqs.SendMessageBatch': 1 },
      run: () => stage.post('b', 'ALERT'),
    },
    {
      name: 'new alert',
      functions: ['process-event'],
      budget: { reads: 2, transactions: 1, 'states.StartExecution': 1 },
      run: () => stage.post('c', 'ALERT'),
    },
    {
      name: 'repeat of an open alert',
      functions: ['process-event'],
      budget: { reads: 1, writes: 1 },
      run: () => stage.post('c', 'ALERT'),
    },
    {
      name: 'escalation step, 1 person',
      functions: ['advance-escalation'],
      budget: { reads: 4, transactions: 2, 'sqs.SendMessageBatch': 1 },
      run: () => stage.post('d', 'ALERT'),
    },
    {
      name: 'accept',
      functions: ['api'],
      budget: { reads: 2, transactions: 1, 'states.StopExecution': 1 },
      run: async () => stage.answer('d', 'accept'),
    },
    {
      name: 'resolve',
      functions: ['api'],
      budget: { reads: 2, transactions: 1, 'states.StopExecution': 1 },
      run: async () => stage.answer('c', 'resolve'),
    },
    {
      name: 'resolve by the source',
      functions: ['process-event'],
      budget: { reads: 2, transactions: 1, 'states.StopExecution': 1 },
      run: () => stage.post('b', 'RESOLVE'),
    },
  ];
  const rows: string[][] = [];
  const over: string[] = [];
  for (const path of paths) {
    const counts = await countCalls(cloud, path);
    const isFine = isWithin(counts, path.budget);
    if (!isFine) over.push(path.name);
    rows.push([path.name, show(counts), show(path.budget), isFine ? 'ok' : 'OVER']);
  }
  printTable('AWS calls', ['path', 'calls', 'budget', ''], rows);
  over.push(...(await benchTransitions(cloud, stage)));
  return over;
}

/** State transitions of an alert that is accepted on level 1, and of one more level. */
async function benchTransitions(cloud: LocalCloud, stage: Awaited<ReturnType<typeof setTheStage>>): Promise<string[]> {
  const transitionsFor = async (key: string) => transitionsOf(await cloud.executions(await stage.alertId(key)));
  await stage.post('e', 'ALERT');
  await stage.answer('e', 'accept');
  const first = await transitionsFor('e');
  await stage.post('f', 'ALERT');
  await cloud.advance(301);
  await stage.answer('f', 'accept');
  const second = await transitionsFor('f');
  printTable(
    'State transitions',
    ['path', 'transitions', 'budget', ''],
    [
      ['alert accepted on level 1', String(first), '4', first <= 4 ? 'ok' : 'OVER'],
      ['each further level', String(second - first), '3', second - first <= 3 ? 'ok' : 'OVER'],
    ],
  );
  return first > 4 || second - first > 3 ? ['state transitions'] : [];
}

async function setTheStage(cloud: LocalCloud) {
  const user = await cloud.api('POST', '/api/users?send-no-invitation=true', {
    email: 'bench@example.com',
    firstName: 'B',
    lastName: 'B',
  });
  const users = [{ id: user.body.id }];
  const policy = await cloud.api('POST', '/api/escalation-policies', {
    name: 'bench',
    escalationRules: [1, 2].map(() => ({ escalationTimeout: 5, users })),
  });
  const source = await cloud.api('POST', '/api/alert-sources', {
    name: 'bench',
    integrationType: 'API',
    escalationPolicy: { id: policy.body.id },
  });
  const { integrationKey } = source.body;
  const post = async (alertKey: string, eventType: string) => {
    await cloud.api('POST', '/api/events', { integrationKey, eventType, summary: 'bench', alertKey }, null);
    await cloud.settle();
  };
  const alertId = async (key: string): Promise<number> => {
    const { body } = await cloud.api('GET', '/api/alerts');
    return body.find(({ alertKey }: { alertKey: string }) => alertKey === key).id;
  };
  const ids = new Map<string, number>();
  // Every function has worked once, so that cold starts (secrets, cached keys) are behind us.
  for (const key of ['warm', 'b', 'd0']) await post(key, 'ALERT');
  await cloud.api('PUT', `/api/alerts/${await alertId('warm')}/accept`);
  return {
    post: async (key: string, eventType: string) => {
      await post(key, eventType);
      if (eventType === 'ALERT') ids.set(key, await alertId(key));
    },
    alertId: async (key: string) => ids.get(key) ?? alertId(key),
    answer: (key: string, verb: string) => cloud.api('PUT', `/api/alerts/${ids.get(key)}/${verb}`),
  };
}
