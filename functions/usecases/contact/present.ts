import type { EmailContact, PhoneContact, PushDevice } from '../../domain/user/user.ts';

/** An e-mail contact on the wire, its target as it was sent. */
export const presentEmail = ({ id, target, status, verified }: EmailContact): object => ({
  id,
  target,
  status,
  verified,
});

/** A phone contact on the wire, its target as it was sent. */
export const presentPhone = ({ id, regionCode, target, primary, status, verified }: PhoneContact): object => ({
  id,
  regionCode,
  target,
  primary,
  status,
  verified,
});

/** A device on the wire; of the token only the end, since it lets anybody with our credentials push to it. */
export const presentDevice = ({ id, platform, token, name, createdAt }: PushDevice): object => ({
  id,
  platform,
  name,
  tokenEnd: token.slice(-6),
  createdAt,
});
