import type { EmailContact, PhoneContact, PushBrowser, PushDevice } from '../../domain/user/user.ts';

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
export const presentDevice = (device: PushDevice | PushBrowser): object =>
  'endpoint' in device ? presentBrowser(device) : presentApp(device);

const presentApp = ({ id, platform, token, name, createdAt }: PushDevice): object => ({
  id,
  platform,
  name,
  tokenEnd: token.slice(-6),
  createdAt,
});

/** A browser finds itself among others by the end of its address. */
const presentBrowser = ({ id, endpoint, name, createdAt, lastSeenAt }: PushBrowser): object => ({
  id,
  platform: 'WEB',
  name,
  tokenEnd: endpoint.slice(-6),
  createdAt,
  lastSeenAt,
});
