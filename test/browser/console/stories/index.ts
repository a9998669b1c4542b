import type { ConsoleBench } from '../harness.ts';
import { answerTogether } from './answer-together.ts';
import { coverage } from './coverage.ts';
import { firstHour } from './first-hour.ts';
import { incidentToAudience } from './incident-to-audience.ts';
import { invite } from './invite.ts';
import { keyRotated } from './key-rotated.ts';
import { newSource } from './new-source.ts';
import { offlineAndBack } from './offline-and-back.ts';
import { olderAlerts } from './older-alerts.ts';
import { overrideTomorrow } from './override-tomorrow.ts';
import { policyByTwo } from './policy-by-two.ts';
import { scheduleEdited } from './schedule-edited.ts';
import { sessionEnded } from './session-ended.ts';
import { wokenByPush } from './woken-by-push.ts';

export interface Story {
  /** What a person does: the name of the test. */
  readonly name: string;
  readonly run: (bench: ConsoleBench) => Promise<void>;
  /** What browsers say in it, and may. */
  readonly expected?: RegExp;
}

/**
 * The stories of the console, in the order they are told; they share one cloud, so that each brings its own people. The first hour
 * needs an account in which nothing has happened yet.
 */
export const stories: readonly Story[] = [
  firstHour,
  answerTogether,
  coverage,
  invite,
  keyRotated,
  newSource,
  olderAlerts,
  overrideTomorrow,
  policyByTwo,
  scheduleEdited,
  sessionEnded,
  incidentToAudience,
  wokenByPush,
  offlineAndBack,
];
