import { describe, expect, it } from 'vitest';
import { FlowMessage, QueuedEvent } from '../../../functions/domain/event/event.ts';
import type { KeyedFlow } from '../../../functions/ports/alert-source-store.ts';
import { createKeyedSources } from '../../../functions/store/keyed-sources.ts';
import { keys } from '../../../functions/store/keys.ts';
import { createMemoryTable } from '../../../functions/store/memory/table.ts';
import { groupOfFlow } from '../../../functions/usecases/event/group.ts';
import { aWorld, sourceKey } from './world.ts';

const aFlow = (integrationType = 'API'): KeyedFlow => ({ id: 61, flowId: 60, integrationType });
const alert = { eventType: 'ALERT', summary: 'Disk full', alertKey: 'db-1/disk' };

describe('a key of an event flow', () => {
  it('takes events in the place of a source, all of them in the group of the flow', async () => {
    const world = aWorld({ source: aFlow() });
    await world.post(alert);
    await world.post({ ...alert, alertKey: 'other', integrationKey: sourceKey }, { slug: undefined, key: undefined });
    expect(world.queued).toMatchObject([
      { groupId: groupOfFlow(60), message: { v: 2, flow: { id: 60, integrationId: 61 }, integrationType: 'API' } },
      { groupId: groupOfFlow(60), message: { v: 2, event: { alertKey: 'other' } } },
    ]);
    for (const { message } of world.queued) expect(QueuedEvent.parse(message)).toEqual(message);
    expect(world.lookups).toEqual([sourceKey]);
  });

  it('is read by the adapter of the slug, else of the type of the integration', async () => {
    const grafana = { title: '[FIRING] Disk', state: 'alerting', ruleName: 'Disk', ruleId: 7, ruleUrl: 'https://g/7' };
    const bySlug = aWorld({ source: aFlow() });
    await bySlug.post(grafana, { slug: 'grafana' });
    const byType = aWorld({ source: aFlow('GRAFANA') });
    await byType.post(grafana, { slug: undefined, key: sourceKey });
    expect(bySlug.queued).toMatchObject([{ message: { integration: 'grafana', integrationType: 'API' } }]);
    expect(byType.queued[0]?.message.event?.summary).toEqual(bySlug.queued[0]?.message.event?.summary);
  });

  it('has a limit of its own, and records what asks for nothing', async () => {
    const world = aWorld({ source: aFlow(), eventsPerMinute: 1 });
    await world.post('', { mayBeEmpty: true });
    expect(world.queued).toMatchObject([{ message: { v: 2, note: 'the body is empty' } }]);
    await expect(world.post(alert)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('is found with one read, and older functions find no source by it', async () => {
    const table = createMemoryTable();
    const place = keys.unique('INTEGRATION_KEY', 'il1flow');
    await table.write([{ put: { ...place, ownerId: 61, eventFlowId: 60, integrationType: 'GRAFANA' } }]);
    const found = createKeyedSources(table, () => expect.fail('nothing to decrypt'));
    expect(await found.byIntegrationKey('il1flow')).toEqual(aFlow('GRAFANA'));
    expect(await table.get(keys.configuration('SOURCE', 61))).toBeUndefined();
  });

  it('makes messages that functions from before flows do not take for others', () => {
    const { flow, ...rest } = FlowMessage.shape;
    expect([flow, rest.v.safeParse(1).success, 'sourceId' in rest]).toEqual([flow, false, false]);
  });
});
