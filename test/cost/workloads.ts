import { assumptions } from './assumptions.ts';
import type { Workload } from './usage.ts';

const minutesPerMonth = 60 * assumptions.hoursPerMonth;

/** A month in which nothing happens: the tick each minute, and the canary at its pace. */
export const idleWith = (canaryMinutes: number): Workload => ({
  tick: minutesPerMonth,
  canary: minutesPerMonth / canaryMinutes,
});

/** The same as deployed when nothing else is said. */
export const idle: Workload = idleWith(10);

/** An alert of which one person is told by SMS, answers by SMS, and which its source resolves. */
export const anAlertAccepted: Workload = { 'alert, one SMS': 1, 'accept by SMS': 1, 'resolve by its source': 1 };

/** The same on all four channels at once. */
export const anAlertOnFourChannels: Workload = {
  ...anAlertAccepted,
  'one more message by PUSH': 1,
  'one more message by EMAIL': 1,
  'one more message by VOICE': 1,
};

/** An alert over three levels of one person each, told by SMS, of whom nobody answers before its source resolves it. */
export const anAlertExhausted: Workload = { 'alert, three levels, nobody answers': 1, 'resolve by its source': 1 };

/** A monitor that is pinged every minute. */
export const aMonitor: Workload = { ping: minutesPerMonth };

/** What the paths of status pages are counted with. */
export const pageSizes = { services: 20, metrics: 5, subscribers: 100, pointsAtOnce: 10 };

/** How many alerts are open when the console is looked at while something goes on. */
export const openAlerts = 10;
/** How often it asks what is open while it is visible. */
export const looksInAMinute = 12;

export interface Customer {
  readonly name: string;
  readonly responders: number;
  readonly alerts: number;
  readonly repeats: number;
  readonly monitors: number;
  /** Pages of alerts that people and tools look at. */
  readonly looks: number;
}

export const customers: readonly Customer[] = [
  { name: 'small', responders: 5, alerts: 200, repeats: 2000, monitors: 10, looks: 3000 },
  { name: 'middle', responders: 50, alerts: 3000, repeats: 60_000, monitors: 100, looks: 60_000 },
  { name: 'large', responders: 1000, alerts: 60_000, repeats: 3_000_000, monitors: 2000, looks: 1_000_000 },
];

const answeredOnLevelOne = 0.8;
const called = 0.2;

/**
 * A customer's month: each person is told by SMS, push and e-mail, every fifth alert also by a call; four of five alerts
 * are accepted by SMS on level 1, the rest go over three levels and are accepted over the API; sources resolve all.
 */
export const monthOf = ({ alerts, repeats, monitors, looks }: Customer): Workload => ({
  ...idle,
  'alert, one SMS': alerts * answeredOnLevelOne,
  'alert, three levels, nobody answers': alerts * (1 - answeredOnLevelOne),
  'accept by SMS': alerts * answeredOnLevelOne,
  'accept over the API': alerts * (1 - answeredOnLevelOne),
  'resolve by its source': alerts,
  'one more message by PUSH': alerts,
  'one more message by EMAIL': alerts,
  'one more message by VOICE': alerts * called,
  repeat: repeats,
  ping: monitors * minutesPerMonth,
  'list of 10 alerts': looks,
});
