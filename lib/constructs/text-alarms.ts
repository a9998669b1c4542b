import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Options } from '../context.ts';
import { HouseAlarm } from './house-alarm.ts';

export interface TextAlarmsProps {
  readonly options: Options;
  readonly tell: ITopic;
}

/**
 * What the operators are told where SNS sends the texts: it takes every message and tells nobody what became of it, and
 * beyond the account's monthly quota it sends none.
 */
export class TextAlarms extends Construct {
  constructor(scope: Construct, id: string, { options, tell }: TextAlarmsProps) {
    super(scope, id);
    const { stage, smsSpendQuota } = options;
    new HouseAlarm(this, 'sms-spend', {
      stage,
      tell,
      impact:
        'Texts have used up four fifths of what SNS may spend on them this month: soon they vanish, and nothing fails.',
      metric: new Metric({
        namespace: 'AWS/SNS',
        metricName: 'SMSMonthToDateSpentUSD',
        statistic: 'Maximum',
        period: Duration.minutes(5),
      }),
      threshold: 0.8 * smsSpendQuota,
    });
    new HouseAlarm(this, 'sms-fails', {
      stage,
      tell,
      impact: 'Texts that SNS had taken were not delivered: somebody may not have been woken.',
      metric: new Metric({
        namespace: 'AWS/SNS',
        metricName: 'NumberOfNotificationsFailed',
        // Texts to a number, in contrast to messages to a topic.
        dimensionsMap: { PhoneNumber: 'PhoneNumberDirect' },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      threshold: 1,
    });
  }
}
