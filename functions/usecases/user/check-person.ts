import { can } from '../../domain/access/can.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { User } from '../../domain/user/user.ts';

/** Promises that the person is there and handles alerts. Throws InvalidInputError naming the field otherwise. */
export function checkPerson(user: User | undefined, id: number, field: string): asserts user is User {
  if (user === undefined || user.hidden === true) throw new InvalidInputError(field, `there is no user ${id}`);
  if (!mayBeOnCall(user))
    throw new InvalidInputError(field, `user ${id} has the role ${user.role} and cannot be on call`);
}

/** Whether somebody handles alerts at all. */
export const mayBeOnCall = ({ id, role, firstName, lastName, email }: User): boolean =>
  can(
    { kind: 'user', userId: id, name: email, role, via: 'API', person: { firstName, lastName, email } },
    'alert:respond',
  );
