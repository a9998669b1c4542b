import { describe, expect, it } from 'vitest';
import type { Alert, Responder } from '../../../functions/domain/alert/alert.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { commentAlert } from '../../../functions/usecases/alert/comment.ts';
import { manualAlertFrom } from '../../../functions/usecases/alert/inputs.ts';
import { presentAlerts } from '../../../functions/usecases/alert/present.ts';
import { asTocsin } from '../../../functions/usecases/configuration/write.ts';
import { anAlert, anEscalation, aPolicy, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const aResponder = (userId: number, acceptedAt?: Responder['acceptedAt']): Responder => ({
  alertId: 700,
  userId,
  firstName: `First${userId}`,
  lastName: `Last${userId}`,
  email: `user${userId}@example.com`,
  status: acceptedAt === undefined ? 'PENDING' : 'ACCEPTED',
  addedAt: tenOClock,
  ...(acceptedAt && { acceptedAt }),
});

/** The alert on the wire. */
async function shown(alert: Alert, responders: readonly Responder[], include: readonly string[] = []) {
  const world = await aWorld({ policy: aPolicy([[1], [2], [3]]) });
  const [one] = await presentAlerts(asTocsin(world.ctx), [alert], new Set(include), new Map([[alert.id, responders]]));
  return one as Record<string, unknown>;
}

const accepted = anAlert({ status: 'ACCEPTED' });
const early = minus(tenOClock, { minutes: 5 });

describe('the person whom an alert is assigned to', () => {
  it.each<[string, Alert, readonly Responder[], number | undefined]>([
    ['who accepted it last', accepted, [aResponder(1, early), aResponder(2, tenOClock), aResponder(3)], 2],
    ['who accepted it last, in any order', accepted, [aResponder(2, tenOClock), aResponder(1, early)], 2],
    ['the only one who accepted it', accepted, [aResponder(1), aResponder(2, early)], 2],
    ['who was told first, while it is pending', anAlert(), [aResponder(1), aResponder(2, early)], 1],
    ['who was told first, where nobody accepted it', accepted, [aResponder(3), aResponder(2)], 3],
    ['nobody', accepted, [], undefined],
  ])('is %s', async (_who, alert, responders, id) => {
    const assigned = (await shown(alert, responders)).assignedTo;
    expect(assigned).toEqual(
      id === undefined
        ? undefined
        : { id, firstName: `First${id}`, lastName: `Last${id}`, email: `user${id}@example.com` },
    );
  });
});

describe('what is planned for an alert', () => {
  const include = ['nextEscalationUser'];
  const at = (level: number, facts: Partial<Alert> = {}) =>
    anAlert({ escalation: anEscalation({ level, nextLevelAt: plus(tenOClock, { minutes: 5 }) }), ...facts });
  const { nextLevelAt: _none, ...over } = anEscalation({ level: 1 });

  it.each<[string, Alert, number | undefined, number | null]>([
    ['the first level, before it', at(-1), 0, 1],
    ['the next level', at(0), 1, 2],
    ['the first again, after the last', at(2), 0, 1],
    ['nothing more', anAlert({ escalation: over }), undefined, null],
    ['nothing, once it is accepted', at(0, { status: 'ACCEPTED' }), undefined, null],
  ])('is %s', async (_what, alert, index, userId) => {
    const one = await shown(alert, [], include);
    expect(one.nextEscalationRuleIndex).toBe(index);
    expect((one.nextEscalationUser as { id: number } | null)?.id ?? null).toBe(userId);
  });

  it('is nobody else where people are fixed', async () => {
    const fixed = at(0);
    const one = await shown({ ...fixed, escalation: { ...fixed.escalation, responders: [3] } }, [], include);
    expect(one).toMatchObject({ nextEscalationUser: null });
    expect(one).not.toHaveProperty('nextEscalationRuleIndex');
  });

  it('is told only when it is asked for', async () => {
    const bare = await shown(at(0), []);
    for (const member of ['nextEscalationUser', 'nextEscalationRuleIndex', 'escalationRules', 'customDetails'])
      expect(bare).not.toHaveProperty(member);
    const rules = await shown(at(0), [], ['escalationRules']);
    expect(rules.escalationRules).toHaveLength(3);
    expect(rules.nextEscalationRuleIndex).toBe(1);
    expect(rules).not.toHaveProperty('nextEscalationUser');
    expect(await shown(at(0), [], ['nextEscalationUser'])).not.toHaveProperty('escalationRules');
    expect((await shown(at(0), [], ['customDetails'])).customDetails).toEqual({});
    expect((await shown(at(0, { customDetails: { disk: 'sda' } }), [], ['customDetails'])).customDetails).toEqual({
      disk: 'sda',
    });
  });
});

describe('a manual alert', () => {
  const input = { summary: 'Help', alertSource: { id: 800 } };
  it.each<[string, object, readonly number[]]>([
    ['its responders', { responders: [{ user: { id: 1 } }, { user: { id: 2 } }], assignedTo: { id: 3 } }, [1, 2]],
    ['whom former clients assign it to', { assignedTo: { id: 3 } }, [3]],
    ['whom former clients assign it to, beside no responders', { responders: [], assignedTo: { id: 3 } }, [3]],
    ['nobody in particular', {}, []],
  ])('is for %s', (_whom, facts, expected) => {
    expect(manualAlertFrom({ ...input, ...facts } as Parameters<typeof manualAlertFrom>[0]).responderIds).toEqual(
      expected,
    );
  });
});

it('an alert shows what came with it: images, links, logs and labels', async () => {
  const came = {
    images: [{ src: 'a.png' }],
    links: [{ href: 'https://a.example' }],
    logs: [{ timestamp: tenOClock, level: 'ERROR', body: 'disk full' }],
    labels: { disk: 'sda' },
  };
  expect(await shown(anAlert(came as Partial<Alert>), [])).toMatchObject(came);
  expect(await shown(anAlert(), [])).toMatchObject({ images: [], links: [], logs: [], labels: {} });
});

describe('what a manual alert shows', () => {
  it('has of its images and links what was said of them, and nothing else', () => {
    const images = [{ src: 'a.png' }, { src: 'b.png', href: 'https://b.example', alt: 'Load', size: 5 }];
    const links = [{ href: 'https://a.example' }, { href: 'https://b.example', text: 'Graph' }];
    const input = { summary: 'Help', alertSource: { id: 800 }, images, links };
    const made = manualAlertFrom(input as unknown as Parameters<typeof manualAlertFrom>[0]);
    expect(made).toStrictEqual({
      ...{ summary: 'Help', sourceId: 800, responderIds: [], links },
      images: [{ src: 'a.png' }, { src: 'b.png', href: 'https://b.example', alt: 'Load' }],
    });
  });
});

describe('a comment', () => {
  it('is by a person, or by Tocsin', async () => {
    const world = await aWorld();
    await world.store.alerts.create(anAlert(), { log: [] });
    const comment = { alertId: 700, content: 'rolled back' };
    expect(await commentAlert(world.as(1), comment)).toMatchObject({
      type: 'AlertCommentAddedLogEntry',
      vars: { user: 'First1 Last1', via: 'API', comment: 'rolled back' },
    });
    const system = { kind: 'system', name: 'Tocsin', via: 'SYSTEM' } as const;
    expect(await commentAlert({ ...world.ctx, actor: system }, comment)).toMatchObject({
      type: 'AlertCommentAddedBySystemLogEntry',
      vars: { user: 'Tocsin', comment: 'rolled back' },
    });
    expect(await world.timeline(700)).toHaveLength(2);
  });
});
