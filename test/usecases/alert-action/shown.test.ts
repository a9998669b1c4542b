import { beforeEach, describe, expect, it } from 'vitest';
import { queued } from '../../../functions/domain/action-delivery/delivery.ts';
import type { AlertAction } from '../../../functions/domain/alert-action/alert-action.ts';
import { wireIdOf } from '../../../functions/domain/wire-id.ts';
import { createTokens } from '../../../functions/platform/tokens.ts';
import { createManualAlert } from '../../../functions/usecases/alert/create-manual.ts';
import {
  actionsOfAlert,
  manualActionsIn,
  presentActionResult,
  presentActionsOfAlert,
} from '../../../functions/usecases/alert-action/of-alert.ts';
import { presentAlertActions, presentConnections } from '../../../functions/usecases/alert-action/present.ts';
import { anAction, tenOClock } from '../../support/factories.ts';
import { watchedStore } from '../../support/watched-store.ts';
import { aWorld } from '../../support/world.ts';

/** Who reads: somebody who may change actions, and somebody who may not. */
async function readers() {
  const world = await aWorld();
  const as = (role: 'ADMIN' | 'RESPONDER') => {
    const one = world.as(1);
    return { ...one, actor: { ...one.actor, role }, tokens: createTokens('a test secret', world.clock) };
  };
  return { ...world, editor: as('ADMIN'), reader: as('RESPONDER') };
}
let at: Awaited<ReturnType<typeof readers>>;
beforeEach(async () => {
  at = await readers();
});

const full: AlertAction = anAction({
  ...{ id: 7, alertSourceIds: [800], connectorId: 41, connectorType: 'jira', delaySec: 30, conditions: 'true' },
  ...{ triggerTypes: ['alert-created', 'alert-escalation-ended', 'v-alert-not-resolved'], alertFilter: undefined },
  ...{ escalationEndedDelaySec: 60, notResolvedDelaySec: 120, params: { project: 'OPS', password: 'secret' } },
} as never);
const said = {
  ...{ id: wireIdOf(7), name: 'Tell the shop', connectorId: wireIdOf(41), connectorType: 'jira' },
  ...{ triggerMode: 'AUTOMATIC', createdAt: tenOClock, updatedAt: tenOClock, params: full.params },
};

describe('an alert action as it is shown', () => {
  const alertSourceIds = [800];
  const alertSources = [{ id: 800, name: 'Prometheus' }];
  it.each([
    [1 as const, { alertSourceIds }],
    [2 as const, { alertSources }],
    [undefined, { alertSourceIds, alertSources }],
  ])('names its sources as version %s has it', async (version, sources) => {
    const [shown] = await presentAlertActions(at.editor, [full], version);
    expect(shown).toEqual({
      ...said,
      ...sources,
      ...{ triggerTypes: full.triggerTypes, escalationEndedDelaySec: 60, notResolvedDelaySec: 120, delaySec: 30 },
      ...{ conditions: 'true', teams: [], bidirectional: true },
      callbackUrl: expect.stringMatching(
        new RegExp(`^https://tocsin\\.example\\.com/callbacks/actions/${wireIdOf(7)}/[^/]+$`),
      ),
      callbackSecret: expect.any(String),
    });
    expect(Object.keys(shown ?? {}).filter((name) => name.startsWith('alertSource'))).toEqual(Object.keys(sources));
  });

  it('reads no names of sources where none are shown', async () => {
    const { store, calls } = watchedStore(at.editor.store, ['sources']);
    const ctx = { ...at.editor, store };
    const read = () => calls('sources.getMany').flatMap(([ids]) => ids);
    await presentAlertActions(ctx, [full], 1);
    expect(read()).toEqual([]);
    await presentAlertActions(ctx, [full], 2);
    expect(read()).toEqual([800]);
  });

  it('tells who may not change it no secret, and not where its tool calls', async () => {
    const [shown] = (await presentAlertActions(at.reader, [full], 1)) as [Record<string, unknown>];
    expect(shown).toMatchObject({ bidirectional: true, params: { project: 'OPS' } });
    for (const hidden of ['callbackUrl', 'callbackSecret']) expect(shown).not.toHaveProperty(hidden);
    expect(JSON.stringify(shown)).not.toContain('secret');
    const [connection] = presentConnections(at.reader, [full]);
    expect(JSON.stringify(connection)).not.toContain('secret');
  });

  it('is called by no tool that has no tickets, and may have no connector', async () => {
    const [shown] = await presentAlertActions(at.editor, [anAction()], 1);
    expect(shown).toMatchObject({ connectorId: '', connectorType: 'webhook' });
    for (const none of ['bidirectional', 'callbackUrl', 'callbackSecret']) expect(shown).not.toHaveProperty(none);
  });

  it('is a connection by its former name', () => {
    expect(presentConnections(at.editor, [full])).toEqual([
      { ...said, alertSourceIds: [800], triggerTypes: ['incident-created'] },
    ]);
  });
});

describe('what people have set in motion', () => {
  const happening = { trigger: 'alert-created', occasion: 'by hand', at: tenOClock } as const;
  const delivery = { ...queued(4711, { actionId: 7, happening, at: tenOClock }, tenOClock), userId: 2 };
  const action = { alertActionId: wireIdOf(7), connectorId: wireIdOf(41) };
  const result = (facts: object) => ({
    ...{ id: wireIdOf(delivery.id), ...action, alertId: 4711, at: tenOClock },
    actor: { id: 2, firstName: 'First2', lastName: 'Last2' },
    ...facts,
  });

  it('is shown with its action, and whose it is', async () => {
    const done = { ...delivery, status: 'DONE' as const, said: 'posted' };
    const other = { ...delivery, actionId: 8 };
    const actions = [full, anAction({ id: 9 })];
    expect(await presentActionsOfAlert(at.reader, { actions, deliveries: [done, other] })).toEqual([
      {
        ...{ ...action, type: 'jira', name: 'Tell the shop', iconUrl: null },
        history: [result({ success: true, status: 'DONE', message: 'posted' })],
      },
      {
        ...{ alertActionId: wireIdOf(9), connectorId: '', type: 'webhook', name: 'Tell the shop', iconUrl: null },
        history: [],
      },
    ]);
  });

  it('is shown fifty times at most of each action', async () => {
    const deliveries = Array.from({ length: 51 }, (_none, index) => ({ ...delivery, id: delivery.id + index }));
    const [shown] = (await presentActionsOfAlert(at.reader, { actions: [full], deliveries })) as [
      { readonly history: readonly { readonly id: string }[] },
    ];
    expect(shown.history.map(({ id }) => id)).toEqual(deliveries.slice(0, 50).map(({ id }) => wireIdOf(id)));
  });

  it('is looked for only where somebody may set something in motion', async () => {
    const { id } = await createManualAlert(at.as(1), { summary: 'Disk full', sourceId: 800 });
    const { store, calls } = watchedStore(at.reader.store, ['actionDeliveries']);
    const ctx = { ...at.reader, store };
    await at.store.alertActions.create(anAction({ id: 7, alertSourceIds: [800] }));
    expect(await actionsOfAlert(ctx, id)).toEqual({ actions: [], deliveries: [] });
    expect(calls('actionDeliveries.ofAlert')).toEqual([]);
    const byHand = await at.store.alertActions.create(
      anAction({ id: 8, alertSourceIds: [800], triggerMode: 'MANUAL' }),
    );
    expect(await actionsOfAlert(ctx, id)).toEqual({ actions: [byHand], deliveries: [] });
    expect(calls('actionDeliveries.ofAlert')).toEqual([[id]]);
    const stranger = { ...ctx, actor: { ...ctx.actor, role: 'STAKEHOLDER' as const } };
    expect(await manualActionsIn(stranger, { source: { id: 800, name: 'Prometheus' } as never })).toEqual([]);
  });

  it('is answered with how far it has come', async () => {
    expect(await presentActionResult(at.reader, { action: full, delivery })).toEqual(
      result({ success: false, status: 'QUEUED', message: undefined }),
    );
    const { userId: _nobody, ...byKey } = { ...delivery, status: 'FAILED' as const, said: 'no' };
    const shown = await presentActionResult(at.reader, { action: full, delivery: byKey });
    expect(shown).toMatchObject({ success: false, status: 'FAILED', message: 'no' });
    expect(shown).not.toHaveProperty('actor');
  });
});
