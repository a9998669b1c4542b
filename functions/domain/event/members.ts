import { createHash } from 'node:crypto';

/** So many members of a group an alert tells apart. Those beyond are counted, like those that the tool left out. */
export const membersKnown = 500;

/** The short hash that stands for a member, whatever the tool tells it by. */
export const memberId = (told: string): string => createHash('sha256').update(told).digest('base64url').slice(0, 11);
