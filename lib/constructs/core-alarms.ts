import { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { HouseAlarm, ownMetric } from './house-alarm.ts';

export interface CoreAlarmsProps {
  readonly stage: string;
  readonly tell: ITopic;
  readonly escalation: StateMachine;
}

/** What the operators are told about escalations and the functions that carry them. */
export class CoreAlarms extends Construct {
  constructor(scope: Construct, id: string, { stage, tell, escalation }: CoreAlarmsProps) {
    super(scope, id);
    const minute = Duration.minutes(1);
    const fiveMinutes = Duration.minutes(5);

    new HouseAlarm(this, 'tick-silent', {
      stage,
      tell,
      impact: 'Nothing looks after lost escalations, delayed messages and unsent pages any more.',
      metric: ownMetric('TickCompleted', stage, minute),
      threshold: 1,
      below: true,
      silentPeriods: 3,
    });
    new HouseAlarm(this, 'escalations-fail', {
      stage,
      tell,
      impact: 'Escalations break off. The tick continues them up to 90 seconds late, so people are woken late.',
      metric: escalation.metricFailed({ period: minute }),
      threshold: 1,
    });
    new HouseAlarm(this, 'escalations-stuck', {
      stage,
      tell,
      impact:
        'Several escalations stopped within five minutes and were restarted, a level was passed over, or its messages could not be queued: some people may be woken late.',
      // Restarts, a stuck escalation counting as three.
      metric: ownMetric('EscalationTrouble', stage, fiveMinutes),
      threshold: 3,
    });
    new HouseAlarm(this, 'people-not-reached', {
      stage,
      tell,
      impact: 'An alert woke nobody: every contact of every person tried has failed.',
      metric: ownMetric('PeopleNotReached', stage, minute),
      threshold: 1,
    });
    new HouseAlarm(this, 'caps-reached', {
      stage,
      tell,
      impact:
        'A daily cap of texts or calls is used up: one person, or everybody, gets none until midnight (UTC); their other ways are tried at once.',
      metric: ownMetric('DailyCapsReached', stage, fiveMinutes),
      threshold: 1,
    });
    new HouseAlarm(this, 'due-work-fails', {
      stage,
      tell,
      impact: 'Work that is due keeps failing: a delayed message or a lost escalation waits until it is mended.',
      metric: ownMetric('DueWorkFailed', stage, fiveMinutes),
      threshold: 2,
    });
    new HouseAlarm(this, 'functions-fail', {
      stage,
      tell,
      impact: 'Functions on the way from event to answer fail, crash or run out of time: work is repeated and late.',
      metric: ownMetric('Redeliveries', stage, fiveMinutes),
      threshold: 5,
    });
  }
}
