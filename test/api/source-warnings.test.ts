import { describe, expect, it } from 'vitest';
import { warningKinds } from '../../functions/domain/alert-source/warnings.ts';
import { noteWarnings } from '../../functions/usecases/alert-source/note-warnings.ts';
import { anEventMessage } from '../support/factories.ts';
import { aWorld } from '../support/world.ts';
import { apiHarness } from './api-harness.ts';

async function aSource() {
  const api = await apiHarness();
  const { body: policy } = await api.call('POST', '/api/escalation-policies', {
    body: { name: 'P', escalationRules: [{ escalationTimeout: 5, users: [{ id: 1 }] }] },
  });
  const sent = { name: 'S', integrationType: 'GRAFANA', escalationPolicy: { id: policy.id } };
  const { body: source } = await api.call('POST', '/api/alert-sources', { body: sent });
  return { api, sent, source, path: `/api/alert-sources/${source.id}` };
}

describe('what is wrong with the set-up of a source', () => {
  it('stands in the source when it is read, names the address, and is in no list and no answer to a write', async () => {
    const { api, sent, source, path } = await aSource();
    expect((await api.call('GET', path)).body).not.toHaveProperty('warnings');
    const notes = warningKinds.map((kind) => ({ kind, subject: 'grafanna' }));
    await api.store.sourceWarnings.note(source.id, notes, api.clock.now());

    const { body } = await api.call('GET', path);
    expect(body.warnings.map(({ type }: { type: string }) => type).sort()).toEqual([...warningKinds].sort());
    expect(body.warnings.find(({ type }: { type: string }) => type === 'UNKNOWN_TOOL')).toEqual({
      type: 'UNKNOWN_TOOL',
      message: expect.stringMatching(/\/api\/v1\/events\/grafanna\/….*GRAFANA/),
      firstSeenAt: '2026-03-02T09:00:00.000Z',
      lastSeenAt: '2026-03-02T09:00:00.000Z',
      count: 1,
    });
    expect((await api.call('GET', '/api/alert-sources')).body[0]).not.toHaveProperty('warnings');
    const put = await api.call('PUT', path, { body: { ...sent, warnings: body.warnings } });
    expect(put.body).not.toHaveProperty('warnings');
    expect((await api.call('GET', path)).body.warnings).toEqual(body.warnings);
  });

  it('comes with an event, and is left alone when its kind is of a later version', async () => {
    const world = await aWorld();
    const warnings = [{ kind: 'UNKNOWN_TOOL', subject: 'grafanna' }, { kind: 'OF_A_LATER_VERSION' }];
    const message = { ...anEventMessage(), warnings };
    await noteWarnings(world.ctx, message);
    expect(await world.store.sourceWarnings.ofSource(message.sourceId)).toMatchObject([{ kind: 'UNKNOWN_TOOL' }]);
  });

  it('does not fail the event when it cannot be kept', async () => {
    const world = await aWorld();
    const sourceWarnings = { ...world.store.sourceWarnings, note: () => Promise.reject(new Error('down')) };
    const ctx = { ...world.ctx, store: { ...world.store, sourceWarnings } };
    const message = { ...anEventMessage(), warnings: [{ kind: 'UNKNOWN_TOOL' }] };
    await expect(noteWarnings(ctx, message)).resolves.toBeUndefined();
  });
});
