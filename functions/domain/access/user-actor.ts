import { fullName, type User } from '../user/user.ts';
import type { UserActor } from './actor.ts';

/** A user who acts over HTTP, as far as their role alone lets them. */
export const userActor = (user: User): UserActor => ({
  kind: 'user',
  userId: user.id,
  name: fullName(user) === '' ? user.email : fullName(user),
  role: user.role,
  via: 'API',
  person: { firstName: user.firstName, lastName: user.lastName, email: user.email },
});
