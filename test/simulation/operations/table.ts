import { alertGroup } from './alert-group.ts';
import { announcedWork } from './announced-work.ts';
import { answer } from './answer.ts';
import { assign } from './assign.ts';
import { breakdown } from './breakdown.ts';
import { browserUse } from './browser-use.ts';
import { bulk } from './bulk.ts';
import { comment } from './comment.ts';
import { deletePolicy } from './delete-policy.ts';
import { deleteSchedule } from './delete-schedule.ts';
import { deleteUser } from './delete-user.ts';
import { demote } from './demote.ts';
import { deployment } from './deployment.ts';
import { editPolicy } from './edit-policy.ts';
import { editSchedule } from './edit-schedule.ts';
import { editSource } from './edit-source.ts';
import { editTeam } from './edit-team.ts';
import { editUser } from './edit-user.ts';
import { endedSession } from './ended-session.ts';
import { escalate } from './escalate.ts';
import { event } from './event.ts';
import { flood } from './flood.ts';
import { flowEvent } from './flow-event.ts';
import { incidents } from './incidents.ts';
import { leap } from './leap.ts';
import { manyKeys } from './many-keys.ts';
import { mute } from './mute.ts';
import { noTicks } from './no-ticks.ts';
import { outage } from './outage.ts';
import { override } from './override.ts';
import { pageEdits } from './page-edits.ts';
import { pings } from './pings.ts';
import { plannedWork } from './planned-work.ts';
import { points } from './points.ts';
import { press } from './press.ts';
import { pushTrouble } from './push-trouble.ts';
import { raise } from './raise.ts';
import { reaction } from './reaction.ts';
import { receipt } from './receipt.ts';
import { responder } from './responder.ts';
import { revokedKey } from './revoked-key.ts';
import { services } from './services.ts';
import { shownService } from './shown-services.ts';
import { snooze } from './snooze.ts';
import { subscriptions } from './subscriptions.ts';
import { supportHours } from './support-hours.ts';
import { switchedOff } from './switched-off.ts';
import { targetOutage } from './target-outage.ts';
import { throttling } from './throttling.ts';
import { ticketClosed } from './ticket-closed.ts';
import { vanish } from './vanish.ts';
import { membership, visits } from './visits.ts';
import { worse } from './worse.ts';

/** All that can happen in a run: what sources, people and admins do, then what goes wrong. */
export const capabilities = [
  event,
  alertGroup,
  manyKeys,
  worse,
  bulk,
  flood,
  flowEvent,
  pings,
  answer,
  reaction,
  receipt,
  escalate,
  raise,
  assign,
  snooze,
  comment,
  responder,
  editPolicy,
  deletePolicy,
  editTeam,
  editUser,
  deleteUser,
  demote,
  mute,
  editSchedule,
  deleteSchedule,
  override,
  editSource,
  switchedOff,
  plannedWork,
  supportHours,
  services,
  incidents,
  shownService,
  pageEdits,
  announcedWork,
  visits,
  membership,
  subscriptions,
  points,
  deployment,
  vanish,
  noTicks,
  leap,
  outage,
  throttling,
  breakdown,
  revokedKey,
  endedSession,
  targetOutage,
  ticketClosed,
  press,
  browserUse,
  pushTrouble,
] as const;
