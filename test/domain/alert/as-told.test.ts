import { describe, expect, it } from 'vitest';
import type { Responder } from '../../../functions/domain/alert/alert.ts';
import { alertRoot } from '../../../functions/domain/alert/alert-root.ts';
import { assignedTo } from '../../../functions/domain/alert/assigned-to.ts';
import { anAlert, at, tenOClock as ten } from '../../support/factories.ts';

const responder = (userId: number, acceptedAt?: string): Responder => ({
  alertId: 700,
  userId,
  firstName: 'Ada',
  lastName: 'L',
  email: 'ada@example.com',
  status: acceptedAt === undefined ? 'PENDING' : 'ACCEPTED',
  addedAt: ten,
  ...(acceptedAt !== undefined && { acceptedAt: at(`2026-11-21T${acceptedAt}:00Z`) }),
});

describe('the one person whom an alert is assigned to', () => {
  const some = [responder(1), responder(2, '10:05'), responder(3, '10:07'), responder(4, '10:06')];
  it.each([
    ['ACCEPTED' as const, some, 3],
    ['RESOLVED' as const, some, 3],
    ['ACCEPTED' as const, some.toReversed(), 3],
    ['PENDING' as const, some, 1],
    ['ACCEPTED' as const, [responder(5), responder(6)], 5],
    ['ACCEPTED' as const, [], undefined],
  ])('of one that is %s is who accepted it last, else who was told first', (status, responders, userId) => {
    expect(assignedTo({ status }, responders)?.userId).toBe(userId);
  });
});

describe('what conditions see of an alert', () => {
  it('is what it says on the wire, with empty lists where it says nothing', () => {
    const root = alertRoot(anAlert());
    expect(root).toMatchObject({ services: [], images: [], links: [], labels: {}, customDetails: {} });
    expect(root).toMatchObject({ alertSource: { id: 800 }, escalationPolicy: { id: 900 }, status: 'PENDING' });
  });

  it('is all that it says', () => {
    const facts = {
      details: 'On db-1',
      severity: 2,
      alertKey: 'k',
      services: [4, 5],
      acceptedAt: at('2026-11-21T10:01:00Z'),
      resolvedAt: at('2026-11-21T10:02:00Z'),
      acceptedBy: { kind: 'user' as const, id: 1, name: 'Ada' },
      resolvedBy: { kind: 'system' as const, name: 'Tocsin' },
      images: [{ src: 'https://example.com/a.png' }],
      links: [{ href: 'https://example.com' }],
      labels: { zone: 'a' },
      customDetails: { more: [1] },
    };
    const { resolvedAt, ...same } = facts;
    const { id, summary, reportTime, status, priority, source, policy } = anAlert();
    const kept = { id, summary, reportTime, status, priority, alertSource: source, escalationPolicy: policy };
    expect(alertRoot(anAlert(facts))).toEqual({
      ...kept,
      ...same,
      services: [{ id: 4 }, { id: 5 }],
      resolvedOn: resolvedAt,
    });
  });
});
