import { expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { presentInvitation } from '../../../functions/usecases/sign-in/invite.ts';
import { aUser, tenOClock } from '../../support/factories.ts';

const user = aUser(1, { email: 'Ada@example.com' });
const invitation = {
  id: 'one',
  userId: 1,
  email: 'ada@example.com',
  sentAt: tenOClock,
  expiresOn: plus(tenOClock, { days: 7 }),
};

it('an invitation is pending as long as it lets in whom it was sent to', () => {
  const status = (now = tenOClock, to = user) => presentInvitation(invitation, to, now).status;
  expect(presentInvitation(invitation, user, tenOClock)).toEqual({
    status: 'PENDING',
    sentAt: tenOClock,
    expiresAt: invitation.expiresOn,
  });
  expect(status(plus(tenOClock, { days: 7, milliseconds: -1 }))).toBe('PENDING');
  expect(status(plus(tenOClock, { days: 7 }))).toBe('EXPIRED');
  expect(status(tenOClock, aUser(1, { email: 'grace@example.com' }))).toBe('EXPIRED');
});
