import { describe, expect, it } from 'vitest';
import {
  aheadFor,
  attachedFor,
  deploymentBounds,
  keptFor,
  mostAttached,
} from '../../../functions/domain/deployment/bounds.ts';
import { alertsAfter, deploymentsOf, pipelinesFor } from '../../../functions/domain/deployment/correlate.ts';
import { AttachedDeployment, Deployment } from '../../../functions/domain/deployment/deployment.ts';
import { at } from '../../support/factories.ts';

const pipeline = (id: number, teams: readonly number[] = [], privateTeams: readonly number[] = []) => ({
  id,
  teams,
  privateTeams,
});
const reportTime = at('2026-03-29T01:30:00Z');

describe('the pipelines that count for an alert', () => {
  const nobodys = pipeline(1);
  const shop = pipeline(2, [10]);
  const bank = pipeline(3, [11]);
  const both = pipeline(4, [10, 11]);
  const secret = pipeline(5, [12], [12]);
  const halfSecret = pipeline(6, [10, 12], [12]);
  it.each<[string, readonly number[] | undefined, ReturnType<typeof pipeline>[], number[]]>([
    ['all, for one of no team', undefined, [nobodys, shop, bank], [1, 2, 3]],
    ['all, for one whose teams have none', [99], [nobodys, shop, bank], [1, 2, 3]],
    ['those of its team', [10], [nobodys, shop, bank, both], [2, 4]],
    ['those of each of its teams', [10, 11], [nobodys, shop, bank, both], [2, 3, 4]],
    ['none of a private team of others', undefined, [nobodys, secret], [1]],
    ['those of its private team', [12], [nobodys, secret], [5]],
    ['none that a private team shares with a public one that has the alert', [10], [nobodys, halfSecret], [1]],
    ['that, where the private one has it, too', [10, 12], [nobodys, halfSecret], [6]],
    ['none where there are none', [10], [], []],
  ])('%s', (_name, teams, pipelines, ids) =>
    expect(pipelinesFor({ reportTime, teams }, pipelines).map(({ id }) => id)).toEqual(ids),
  );
});

describe('the hour before an alert', () => {
  it('has both of its ends, whatever clocks in the zone do then', () => {
    expect(deploymentsOf({ reportTime })).toEqual({ from: at('2026-03-29T00:30:00Z'), to: reportTime });
  });
  it('is the hour after a deployment, seen from there', () => {
    const { from } = deploymentsOf({ reportTime });
    expect(alertsAfter(from)).toEqual({ from, to: reportTime });
  });
});

it('what is kept and attached of deployments is as docs/deployments.md says', () => {
  expect([attachedFor, keptFor, aheadFor, mostAttached]).toEqual([{ minutes: 60 }, { days: 30 }, { minutes: 10 }, 50]);
  expect(deploymentBounds).toEqual({ summary: 255, customDetails: 16_000, links: 20, address: 2000, line: 255 });
});

describe('a deployment', () => {
  const told = {
    id: 1,
    pipeline: { id: 2, name: 'Shop' },
    integrationType: 'GITHUB',
    at: reportTime,
    receivedAt: reportTime,
    summary: 'v2',
  };
  it('is kept with its details, and at an alert without them', () => {
    const customDetails = { a: 1 };
    expect(Deployment.parse({ ...told, customDetails })).toEqual({ ...told, customDetails });
    const attached = { ...told, alertId: 7, attachedAt: reportTime };
    expect(AttachedDeployment.parse({ ...attached, customDetails })).toEqual(attached);
    for (const member of ['alertId', 'attachedAt'])
      expect(AttachedDeployment.safeParse({ ...attached, [member]: undefined }).success).toBe(false);
  });
});
