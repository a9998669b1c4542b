type Fields = Readonly<Record<string, unknown>>;

/** Structured JSON logs. No payloads and no secrets at info. */
export interface Log {
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
}

/** Counts for alarms, in the embedded metric format. The names are listed in docs/runbook.md. */
export interface Metrics {
  count(name: MetricName, value?: number, dimensions?: Readonly<Record<string, string>>): void;
  seconds(name: MetricName, value: number): void;
}

export type MetricName =
  | 'EventsAccepted'
  | 'EventsDropped'
  | 'AlertsCreated'
  | 'EventToAlert' // seconds from receipt to the alert
  | 'FirstHandOver' // seconds from event to first hand-over
  | 'Notifications' // by channel and status
  | 'LateSteps'
  | 'WatchdogRestarts'
  | 'EscalationsStuck'
  | 'EscalationTrouble' // 1 for a restart, 3 for a stuck one
  | 'RepeatedSends'
  | 'RepeatedActions' // attempts of alert actions that may be seen twice
  | 'LateSends' // sends under way when the answer came
  | 'Redeliveries' // messages of queues that came again
  | 'PeopleNotReached'
  | 'DailyCapsReached'
  | 'TickCompleted'
  | 'DueWorkFailed'
  | 'ChangesNotAnnounced' // failed attempts
  | 'CanarySucceeded'
  | 'RepliesRefused';
