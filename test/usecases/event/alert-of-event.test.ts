import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../functions/domain/alert/alert.ts';
import { plus } from '../../../functions/domain/time.ts';
import { alertFrom } from '../../../functions/usecases/event/create-alert.ts';
import { aPolicy, aSource, tenOClock } from '../../support/factories.ts';

const receivedAt = tenOClock;
const now = plus(tenOClock, { seconds: 2 });
const escalation = {
  run: 1,
  generation: 1,
  stepId: 0,
  pass: 0,
  level: -1,
  nextLevelAt: now,
  nextAt: now,
  takenUntil: receivedAt,
  turns: 0,
};

/** What every alert says. */
const least = {
  id: 1,
  version: 1,
  reportTime: receivedAt,
  status: 'PENDING',
  priority: 'HIGH',
  source: { id: 800, name: 'Prometheus', integrationType: 'API' },
  escalation,
} as const;

const facts = { id: 1, source: aSource(), policy: undefined, receivedAt, now };

describe('the alert that an event opens', () => {
  it('says no more than is known, and has a summary in any case', () => {
    const alert = alertFrom({ eventType: 'ALERT' }, facts);
    expect(alert).toStrictEqual({ ...least, summary: 'Alert from Prometheus' });
  });

  it('says all that the event brought, and what its source and policy give it', () => {
    const said = {
      summary: 'Disk full',
      details: '93 %',
      severity: 2,
      images: [{ src: 'https://img.example.com/1.png' }],
      links: [{ href: 'https://mon.example.com' }],
      logs: [{ body: 'no space left' }],
      labels: { host: 'db-1' },
      customDetails: { used: 93 },
    };
    const alert = alertFrom(
      { eventType: 'ALERT', alertKey: ' DB-1/disk ', services: [{ id: 7 }], routingKey: 'dbas', ...said },
      {
        ...facts,
        source: aSource({ teams: [5], severity: 4, extras: { services: [{ id: 6 }], autoResolutionTimeout: 'PT2H' } }),
        policy: aPolicy([[1]], { teams: [3, 5], delayMin: 2 }),
        isAutomated: true,
        hasActions: true,
      },
    );
    const startAt = plus(receivedAt, { minutes: 2 });
    expect(alert).toStrictEqual({
      ...least,
      ...said,
      alertKey: 'DB-1/disk',
      policy: { id: 900, name: 'Platform team' },
      teams: [3, 5],
      services: [6, 7],
      autoResolution: { timeout: 'PT2H', since: now },
      automation: 'PENDING',
      hasActions: true,
      escalation: { ...escalation, nextLevelAt: startAt, nextAt: startAt },
    });
  });

  it.each<[string, Partial<Parameters<typeof alertFrom>[1]>, Partial<Alert>]>([
    ['the severity of its source, where the event says none', { source: aSource({ severity: 4 }) }, { severity: 4 }],
    [
      'its priority by the support hours of its source',
      { source: aSource({ alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS' }), inSupportHours: false },
      { priority: 'LOW' },
    ],
    [
      'an escalation that begins after the delay of its policy, from when it came to its source',
      { policy: aPolicy([[1]], { delayMin: 2 }), arrivedAt: plus(receivedAt, { minutes: 5 }) },
      {
        policy: { id: 900, name: 'Platform team' },
        escalation: {
          ...escalation,
          nextLevelAt: plus(receivedAt, { minutes: 7 }),
          nextAt: plus(receivedAt, { minutes: 7 }),
        },
      },
    ],
    [
      'of the canary: that it is hidden, and that nothing follows from it',
      { source: aSource({ hidden: true }), isAutomated: true, hasActions: true },
      { hidden: true },
    ],
    ['nothing of automation and actions that its source does not have', { isAutomated: false, hasActions: false }, {}],
  ])('has %s', (_what, more, expected) => {
    const alert = alertFrom({ eventType: 'ALERT', summary: 'Disk full' }, { ...facts, ...more });
    expect(alert).toStrictEqual({ ...least, summary: 'Disk full', ...expected });
  });

  it.each(['', '  '])('has no key where that is "%s"', (alertKey) => {
    expect(alertFrom({ eventType: 'ALERT', summary: 'Disk full', alertKey }, facts)).not.toHaveProperty('alertKey');
  });
});
