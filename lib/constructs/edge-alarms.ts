import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { HouseAlarm, ownMetric } from './house-alarm.ts';

export interface EdgeAlarmsProps {
  readonly stage: string;
  readonly tell: ITopic;
  readonly api: HttpApi;
  /** The time between two rounds of the canary. */
  readonly canaryPace: Duration;
}

/** What the operators are told about the way in, and about the way as a whole. */
export class EdgeAlarms extends Construct {
  constructor(scope: Construct, id: string, { stage, tell, api, canaryPace }: EdgeAlarmsProps) {
    super(scope, id);
    const fiveMinutes = Duration.minutes(5);
    new HouseAlarm(this, 'canary-silent', {
      stage,
      tell,
      impact: 'A test alert no longer gets from the public address to a hand-over: real alerts may not wake anybody.',
      metric: ownMetric('CanarySucceeded', stage, canaryPace),
      threshold: 1,
      below: true,
      silentPeriods: 2,
    });
    new HouseAlarm(this, 'api-fails', {
      stage,
      tell,
      impact: 'Calls end in server errors: events may not be accepted, and people may not be able to answer by link.',
      metric: api.metricServerError({ period: fiveMinutes, statistic: 'Sum' }),
      threshold: 5,
    });
    new HouseAlarm(this, 'requests-many', {
      stage,
      tell,
      impact:
        'Somebody sends hundreds of requests a second, with or without a key: they cost money, and may crowd out events.',
      metric: api.metricCount({ period: fiveMinutes, statistic: 'Sum' }),
      threshold: 100_000,
    });
  }
}
