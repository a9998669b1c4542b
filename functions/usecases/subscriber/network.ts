import { createHash } from 'node:crypto';

/** Where somebody calls from, as it is kept: unreadable. */
export const hashOfNetwork = (network: string): string => createHash('sha256').update(network).digest('hex');
