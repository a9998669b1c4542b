import autocannon from 'autocannon';
import { eventsOf } from '../load/stage.ts';
import type { LocalCloud } from '../support/local-cloud.ts';
import { printTable } from './table.ts';

const seconds = 5;
const connections = 8;

/** Prints how many events a second the local cloud accepts, and checks that each accepted one is kept. */
export async function benchThroughput(cloud: LocalCloud): Promise<string[]> {
  const { body: policies } = await cloud.api('GET', '/api/escalation-policies');
  const source = await cloud.api('POST', '/api/alert-sources', {
    name: 'throughput',
    integrationType: 'API',
    escalationPolicy: { id: policies[0].id },
  });
  const { integrationKey } = source.body;
  const result = await autocannon({
    url: `${cloud.url}/api/events`,
    method: 'POST',
    connections,
    duration: seconds,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ integrationKey, eventType: 'ALERT', summary: 'storm', alertKey: 'storm' }),
  });
  await cloud.settle();
  const accepted = result['2xx'];
  const kept = (await eventsOf(cloud, source.body)).length;
  printTable(
    'Events on the local cloud, one key',
    ['accepted/s', 'accepted', 'refused', 'kept', ''],
    [
      [
        (accepted / seconds).toFixed(0),
        String(accepted),
        String(result.non2xx),
        String(kept),
        kept >= accepted ? 'ok' : 'LOST',
      ],
    ],
  );
  return kept >= accepted ? [] : ['throughput'];
}
