import { answer } from './answer.ts';
import { assign } from './assign.ts';
import { comment } from './comment.ts';
import { deletePolicy } from './delete-policy.ts';
import { editPolicy } from './edit-policy.ts';
import { editUser } from './edit-user.ts';
import { escalate } from './escalate.ts';
import { event } from './event.ts';
import { mute } from './mute.ts';
import { noTicks } from './no-ticks.ts';
import { outage } from './outage.ts';
import { raise } from './raise.ts';
import { reaction } from './reaction.ts';
import { responder } from './responder.ts';
import { snooze } from './snooze.ts';
import { vanish } from './vanish.ts';

/** All that can happen in a run. */
export const capabilities = [
  event,
  answer,
  reaction,
  escalate,
  raise,
  assign,
  snooze,
  comment,
  responder,
  editPolicy,
  deletePolicy,
  editUser,
  mute,
  vanish,
  noTicks,
  outage,
] as const;
