import { describe, expect, it } from 'vitest';
import type { AlertSource } from '../../../functions/domain/alert-source/alert-source.ts';
import { NotFoundError } from '../../../functions/domain/errors.ts';
import { alertSourceFrom } from '../../../functions/usecases/alert-source/from-input.ts';
import { AlertSourceInput } from '../../../functions/usecases/alert-source/inputs.ts';
import { presentAlertSources } from '../../../functions/usecases/alert-source/present.ts';
import { readEvent, readEvents } from '../../../functions/usecases/alert-source/read-events.ts';
import { maintenanceFrom } from '../../../functions/usecases/maintenance/from-input.ts';
import { anAlert, aSource, at, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const how = { include: new Set<string>(), written: false, single: true };

describe('an alert source as it is shown', () => {
  /** What is told of a source for which work is planned from eleven to twelve, at a time. */
  async function stateAt(now: string, facts: Partial<AlertSource> = {}) {
    const world = await aWorld();
    const input = { timezone: 'UTC', start: '2026-11-21T11:00', end: '2026-11-21T12:00', summary: 'Disks' };
    await world.store.maintenance.create(await maintenanceFrom(world.as(1), { ...input, alertSources: [{ id: 800 }] }));
    await world.store.alerts.create(anAlert(), { log: [] });
    world.clock.set(at(now));
    const [shown] = await presentAlertSources(world.as(1), [aSource(facts)], how);
    return (shown as { status: string }).status;
  }

  it.each([
    ['2026-11-21T10:59:59Z', 'PENDING'],
    ['2026-11-21T11:00:00Z', 'IN_MAINTENANCE'],
    ['2026-11-21T11:59:59Z', 'IN_MAINTENANCE'],
    ['2026-11-21T12:00:00Z', 'PENDING'],
  ])('at %s is %s', async (now, status) => {
    expect(await stateAt(now)).toBe(status);
  });

  it('is disabled whatever is planned for it', async () => {
    expect(await stateAt('2026-11-21T11:30:00Z', { active: false })).toBe('DISABLED');
  });

  it('has its secrets only for those who may change it', async () => {
    const world = await aWorld();
    const autotaskMetadata = { userName: 'ada', secret: 'hidden' };
    const source = aSource({ extras: { autotaskMetadata, iconUrl: 'https://a.example/i.png' } });
    const shownTo = async (role: 'USER' | 'VIEWER') => {
      const ctx = world.as(1);
      return (await presentAlertSources({ ...ctx, actor: { ...ctx.actor, role } }, [source], how))[0];
    };
    expect(await shownTo('USER')).toMatchObject({
      autotaskMetadata,
      iconUrl: 'https://a.example/i.png',
      integrationKey: 'il1api-test',
      integrationUrl: 'https://tocsin.example.com/api/v1/events/api/il1api-test',
    });
    const viewed = await shownTo('VIEWER');
    expect(viewed).toMatchObject({
      iconUrl: 'https://a.example/i.png',
      integrationKey: null,
      integrationUrl: null,
    });
    expect(viewed).not.toHaveProperty('autotaskMetadata');
  });
});

describe('the events of a source', () => {
  async function received() {
    const world = await aWorld();
    await world.store.sources.create(aSource({ id: 801, integrationKey: 'il1api-other' }));
    await world.store.sources.create(aSource({ id: 802, integrationKey: 'il1api-hidden', hidden: true }));
    for (const [id, sourceId] of [
      ['ours', 800],
      ['theirs', 801],
      ['hidden', 802],
    ] as const) {
      const event = { eventType: 'ALERT', summary: `Event ${id}` } as const;
      const usual = { integration: 'api', receivedAt: tenOClock, outcome: 'CREATED' } as const;
      await world.store.events.record({ ...usual, id, sourceId, event });
    }
    return world;
  }

  it('are read one by one, each as its own source’s alone', async () => {
    const { as } = await received();
    expect(await readEvent(as(1), 800, 'ours')).toMatchObject({ id: 'ours' });
    await expect(readEvent(as(1), 800, 'theirs')).rejects.toMatchObject({ message: expect.stringContaining('theirs') });
    await expect(readEvent(as(1), 800, 'none')).rejects.toThrow(NotFoundError);
  });

  it('are none of a source that is hidden or not there', async () => {
    const { as } = await received();
    const exploration = { from: at('2026-11-21T00:00:00Z'), until: at('2026-11-22T00:00:00Z'), after: undefined };
    const page = { offset: 0, limit: 10 };
    for (const id of [802, 77]) {
      await expect(readEvent(as(1), id, 'hidden')).rejects.toThrow(NotFoundError);
      await expect(readEvents(as(1), id, exploration, page)).rejects.toThrow(NotFoundError);
    }
  });
});

describe('an alert source as it is written', () => {
  const base = { name: 'Disks', integrationType: 'API', escalationPolicy: { id: 900 } };
  const from = async (input: object, current?: AlertSource) => {
    const world = await aWorld();
    const read = AlertSourceInput.parse({ ...base, ...input });
    return alertSourceFrom(world.as(1), read, current);
  };

  it.each([
    [{}, 'ONE_ALERT_PER_EMAIL'],
    [{ alertCreation: 'ONE_OPEN_ALERT_ALLOWED' }, 'ONE_OPEN_ALERT_ALLOWED'],
    [{ incidentCreation: 'ONE_PENDING_INCIDENT_ALLOWED' }, 'ONE_PENDING_ALERT_ALLOWED'],
    [
      { alertCreation: 'ONE_OPEN_ALERT_ALLOWED', incidentCreation: 'ONE_PENDING_INCIDENT_ALLOWED' },
      'ONE_OPEN_ALERT_ALLOWED',
    ],
  ])('groups by the newer or the older word for it: %j', async (input, grouping) => {
    expect((await from(input)).alertCreation).toBe(grouping);
  });

  it('groups by a window only with how long that is, and by likeness only with how alike', async () => {
    const window = { alertCreation: 'ONE_ALERT_GROUPED_PER_WINDOW' };
    await expect(from(window)).rejects.toMatchObject({ field: 'alertGroupingWindow' });
    expect(await from({ ...window, alertGroupingWindow: 'PT5M' })).toMatchObject({
      ...window,
      extras: { alertGroupingWindow: 'PT5M' },
    });
    const likeness = { alertCreation: 'INTELLIGENT_GROUPING', alertGroupingWindow: 'PT5M' };
    await expect(from(likeness)).rejects.toMatchObject({ field: 'scoreThreshold' });
    expect((await from({ ...likeness, scoreThreshold: 0.8 })).alertCreation).toBe('INTELLIGENT_GROUPING');
  });

  it('names support hours that are there, or those that it named before', async () => {
    const hours = { supportHours: { id: 77 }, alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS' };
    await expect(from(hours)).rejects.toMatchObject({ field: 'supportHours.id' });
    const current = aSource({ extras: { supportHours: { id: 77 } } });
    expect((await from(hours, current)).extras).toMatchObject({ supportHours: { id: 77 } });
  });

  it.each([
    'CONTAINS_ANY_WORDS',
    'CONTAINS_NOT_WORDS',
    'CONTAINS_STRING',
    'CONTAINS_NOT_STRING',
    'IS_STRING',
    'MATCHES_REGEX',
  ])('takes mails that are told apart by %s', async (criteria) => {
    const emailPredicates = [{ field: 'EMAIL_SUBJECT', criteria, value: 'disk' }];
    expect((await from({ integrationType: 'EMAIL', emailPredicates })).extras).toEqual({ emailPredicates });
  });

  it('groups by the newer word also where the older member says it', async () => {
    expect((await from({ incidentCreation: 'OPEN_RESOLVE_ON_EXTRACTION' })).alertCreation).toBe(
      'OPEN_RESOLVE_ON_EXTRACTION',
    );
  });

  it('has links with a text, or a template of one', () => {
    const parse = (link: object) =>
      AlertSourceInput.safeParse({ ...base, linkTemplates: [{ hrefTemplate: { textTemplate: 'x' }, ...link }] });
    expect(parse({ text: 'Graph' }).success).toBe(true);
    expect(parse({ linkTextTemplate: { textTemplate: 'Graph' } }).success).toBe(true);
    expect(parse({}).error?.issues[0]?.message).toBe('needs text or linkTextTemplate');
  });
});
