import type { Driver } from '../ports/channels.ts';

/** Takes every message and delivers it to nobody: the end of the canary's way. */
export const nobody: Driver = {
  name: 'nobody',
  send: async ({ idempotencyToken }) => ({ outcome: 'sent', providerId: idempotencyToken }),
};
