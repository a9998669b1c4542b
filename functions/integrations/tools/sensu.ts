import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstLine, firstText, isRecord, joined, labelsOf, list, named, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** 1 is a warning, 2 critical; anything above tells nothing but that the check did not work. */
const priorities: Readonly<Record<string, 'LOW' | 'HIGH'>> = { '1': 'LOW', '2': 'HIGH' };

/** Why an event of a check that fails is no alert now. */
function heldBack(check: unknown): string | undefined {
  if (text(at(check, 'state'))?.toLowerCase() === 'flapping') return 'the check is flapping';
  if (at(check, 'is_silenced') === true)
    return `silenced by ${list(at(check, 'silenced')).map(text).join(', ') || 'an entry'}`;
  return undefined;
}

/** Reads an event of Sensu Go, or of the older Sensu Core, which names entity and check otherwise. */
function read(body: unknown): Reading {
  const check = at(body, 'check');
  const entity = firstText(
    at(body, 'entity', 'metadata', 'name'),
    at(body, 'entity', 'name'),
    at(body, 'client', 'name'),
  );
  const name = firstText(at(check, 'metadata', 'name'), at(check, 'name'));
  const status = text(at(check, 'status'));
  if (isRecord(at(body, 'metrics')) && check === undefined) return ignored('metrics without a check');
  if (entity === undefined || name === undefined || status === undefined) return unknownBody('Sensu', body);
  const isOver = status === '0';
  const held = heldBack(check);
  if (held !== undefined && !(isOver && at(check, 'is_silenced') === true)) return ignored(held);

  return told('Sensu', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: joined(': ', `${entity}/${name}`, firstLine(at(check, 'output')) ?? `status ${status}`),
    details: joined('\n\n', text(at(check, 'output')), named('Command', at(check, 'command'))),
    alertKey: `${entity}/${name}`,
    priority: isOver ? undefined : priorities[status],
    labels: labelsOf(at(body, 'entity', 'metadata', 'labels'), at(check, 'metadata', 'labels'), {
      entity,
      check: name,
      namespace: firstText(at(body, 'metadata', 'namespace'), at(check, 'metadata', 'namespace')),
    }),
  });
}

export const tool: Tool = {
  resolves: 'check.status is 0',
  setup:
    'Create a pipe handler that posts the event: `{"type":"Handler","api_version":"core/v2","metadata":{"name":"tocsin"},"spec":{"type":"pipe","command":"curl -sS -m 20 --retry 3 -H \'Content-Type: application/json\' --data-binary @- {url}","filters":["is_incident","not_silenced"]}}`, and name it in the checks.',
  source: ['https://docs.sensu.io/sensu-go/latest/observability-pipeline/observe-events/events/'],
  sample: {
    timestamp: 1770091506,
    entity: { entity_class: 'agent', metadata: { name: 'mail-02', namespace: 'default', labels: { team: 'mail' } } },
    check: {
      command: 'check-queue -w 100 -c 500',
      interval: 60,
      output: 'CheckQueue CRITICAL: 812 messages are waiting\n',
      state: 'failing',
      status: 2,
      occurrences: 1,
      metadata: { name: 'check_queue', namespace: 'default' },
    },
    metadata: { namespace: 'default' },
  },
  read: ({ body }) => read(body),
};
