import { describe, expect, it } from 'vitest';
import type { Alert, Escalation } from '../../../functions/domain/alert/alert.ts';
import { announcementOf } from '../../../functions/domain/alert/announcement.ts';
import { anAlert, anEscalation, tenOClock } from '../../support/factories.ts';

const at = (status: Alert['status'], escalation: Partial<Escalation> = {}) =>
  anAlert({ status, escalation: anEscalation({ turns: 3, stepId: 3, level: 1, pass: 0, ...escalation }) });
const next = { turns: 4, stepId: 4 };

describe('what a change of an alert tells its responders', () => {
  it.each<[string, Alert, Alert, string | undefined]>([
    ['that it was accepted', at('PENDING'), at('ACCEPTED'), 'ACCEPTED'],
    ['that it was resolved', at('PENDING'), at('RESOLVED'), 'RESOLVED'],
    ['that it was resolved after somebody had it', at('ACCEPTED'), at('RESOLVED'), 'RESOLVED'],
    ['nothing more of an acceptance', at('ACCEPTED'), at('ACCEPTED'), undefined],
    ['nothing more of a resolution', at('RESOLVED'), at('RESOLVED'), undefined],
    ['that a further level has started', at('PENDING'), at('PENDING', { ...next, level: 2 }), 'ESCALATED'],
    [
      'that the first level has started again',
      at('PENDING'),
      at('PENDING', { ...next, level: 0, pass: 1 }),
      'ESCALATED',
    ],
    ['that the same level has started again', at('PENDING'), at('PENDING', { ...next, pass: 1 }), 'ESCALATED'],
    ['nothing of the first level', at('PENDING', { level: -1 }), at('PENDING', { ...next, level: 0 }), undefined],
    ['nothing of what the same level sends later', at('PENDING'), at('PENDING', next), undefined],
    ['nothing of a level that nobody has claimed', at('PENDING'), at('PENDING', { stepId: 4, level: 2 }), undefined],
    ['nothing of a new run', at('PENDING'), at('PENDING', { turns: 4, level: 2 }), undefined],
    ['nothing of an end', at('PENDING'), at('PENDING', { ...next, level: 2, endedAt: tenOClock }), undefined],
  ])('is %s', (_what, before, after, expected) => {
    expect(announcementOf(before, after)).toBe(expected);
  });
});
