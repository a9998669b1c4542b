import type { User } from '../../domain/user/user.ts';

/** A user's role on the wire. */
export const roleOnWire = ({ role }: Pick<User, 'role'>) => (role === 'OWNER' ? 'ADMIN' : role);

/** A user on the wire; the account owner reads back as an administrator. */
export const presentUser = (user: User): object => ({
  id: user.id,
  username: user.username,
  email: user.email,
  firstName: user.firstName,
  lastName: user.lastName,
  role: roleOnWire(user),
  timezone: user.timezone,
  language: user.language,
  region: user.region,
  position: user.position,
  department: user.department,
  shiftColor: user.shiftColor,
  mutedUntil: user.mutedUntil,
  createdAt: user.createdAt,
  updatedAt: user.updatedAt,
});
