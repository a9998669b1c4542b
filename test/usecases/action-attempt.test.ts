import { describe, expect, it } from 'vitest';
import type { ActionAnswer } from '../../functions/actions/driver.ts';
import { queued } from '../../functions/domain/action-delivery/delivery.ts';
import type { ConnectorType } from '../../functions/domain/alert-action/connector-type.ts';
import { wireIdOf } from '../../functions/domain/wire-id.ts';
import { attempt } from '../../functions/usecases/action-delivery/attempt.ts';
import { factsOf } from '../../functions/usecases/action-delivery/facts.ts';
import { seeing } from '../../functions/usecases/action-delivery/seen-of.ts';
import { anAlert as anAlertSeen, settings } from '../actions/facts.ts';
import { anAction, tenOClock } from '../support/factories.ts';
import { automated } from './automation/automation-world.ts';

const happening = { trigger: 'alert-created', occasion: 'created', at: tenOClock } as const;
const silent: ActionAnswer = { kind: 'unanswered', why: 'no answer' };

/** One attempt of an action of this type, whose target answers like that. */
async function attempted(connectorType: ConnectorType, answer: ActionAnswer, isDoubtful = false) {
  const world = await automated([]);
  const alertId = await world.alert();
  const { params, connector } = settings[connectorType];
  if (connector)
    await world.store.connectors.create({
      ...{ id: 4, version: 0, type: connectorType, name: 'Theirs', params: connector },
      ...{ createdAt: tenOClock, updatedAt: tenOClock },
    });
  const action = anAction({ id: 1, connectorType, params, ...(connector && { connectorId: 4 }) });
  const delivery = queued(alertId, { actionId: 1, happening, at: tenOClock }, tenOClock);
  const about = { action, isDoubtful, seen: anAlertSeen(), reference: undefined };
  const facts = await factsOf(world.ctx as never, delivery, about);
  const alert = (await world.store.alerts.get(alertId)) ?? expect.fail('there is an alert');
  const read = await attempt(world.ctx, facts, { alert, action, ask: async () => answer });
  return { ...world, alert, action, delivery, facts, read };
}

describe('an attempt that is to be repeated', () => {
  it.each([
    ['did not answer', silent, true],
    ['has broken while it answered', 500, true],
    ['could not be reached behind its gateway', 503, true],
    ['has said that it was asked too often', 429, false],
  ])('may have been carried out where its target %s: %j, %s', async (_what, answer, isUncertain) => {
    const given =
      typeof answer === 'number' ? ({ kind: 'http', status: answer, headers: {}, body: '' } as const) : answer;
    const { read } = await attempted('webhook', given);
    expect(read.outcome).toMatchObject({ kind: 'later', isUncertain });
  });
});

describe('a repeat', () => {
  it.each([
    ['webhook', true, 1],
    ['webhook', false, 0],
    ['zendesk', true, 0],
  ] as const)(
    'is counted where what is done may be there twice: of %s, in doubt %s',
    async (type, isDoubtful, times) => {
      const { counted } = await attempted(type, silent, isDoubtful);
      expect(counted.filter(([name]) => name === 'RepeatedActions')).toHaveLength(times);
    },
  );
});

describe('what a driver knows', () => {
  it('has no place for what is not known', async () => {
    const { ctx, alert, facts, delivery, clock } = await attempted('webhook', silent);
    expect(facts).toStrictEqual({
      trigger: 'alert-created',
      alert: anAlertSeen(),
      deed: {},
      action: { id: wireIdOf(1), name: 'Tell the shop', params: settings.webhook.params },
      attemptKey: `${delivery.alertId}-${delivery.id}`,
      isRepeat: false,
      now: clock.now(),
    });
    expect((await seeing(ctx)(alert)).policy).toEqual({ id: 900, name: 'Platform team' });
    const { policy: _policy, ...bare } = alert;
    expect(Object.keys(await seeing(ctx)(bare))).toEqual([
      ...['id', 'summary', 'reportTime', 'status', 'priority', 'alertKey', 'source', 'assignedTo', 'responders'],
      ...['services', 'links', 'url'],
    ]);
  });
});
