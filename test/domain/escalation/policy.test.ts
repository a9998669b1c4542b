import { describe, expect, it } from 'vitest';
import { EscalationPolicy } from '../../../functions/domain/escalation-policy/escalation-policy.ts';
import { aPolicy } from '../../support/factories.ts';

describe('an escalation policy', () => {
  const level = (escalationTimeout: number) => ({ levels: [{ escalationTimeout, targets: [] }] });
  const targets = (['user', 'schedule', 'team'] as const).map((kind) => ({ kind, id: 1 }));
  it.each([
    [{ levels: [{ escalationTimeout: 5, targets }] }, true],
    [{ levels: [{ escalationTimeout: 5, targets: [{ kind: 'other', id: 1 }] }] }, false],
    [level(0), true],
    [level(-1), false],
    [level(1.5), false],
    [level(525_600), true],
    [level(525_601), false],
    [{ frequency: 0 }, false],
    [{ frequency: 9 }, true],
    [{ frequency: 10 }, false],
    [{ frequency: 1.5 }, false],
    [{ delayMin: -1 }, false],
    [{ delayMin: 15 }, true],
    [{ delayMin: 16 }, false],
    [{ delayMin: 1.5 }, false],
  ])('with %j is one: %s', (more, isOne) => {
    expect(EscalationPolicy.safeParse({ ...aPolicy([[1]]), ...more }).success).toBe(isOne);
  });
});
