import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Options } from '../context.ts';
import { HouseAlarm, ownMetric } from './house-alarm.ts';
import type { HouseFunction } from './house-function.ts';
import { allowPuts } from './permissions.ts';

export interface ChangeFeedProps {
  readonly options: Options;
  readonly tell: ITopic;
  readonly table: ITableV2;
  readonly reader: HouseFunction;
  /** Where records go that the reader keeps failing on. */
  readonly failures: Bucket;
}

/** What the reader makes something of: alerts, what subscribers are to be told or asked, and that actions may have to be carried out. */
const read = ['ALERT', 'TELLING', 'SUBSCRIPTION_REQUEST', 'ACTION_WATCH'];

/** Shows a function every change of an alert, in order. What keeps failing goes to a bucket and holds nothing up. */
export class ChangeFeed extends Construct {
  constructor(scope: Construct, id: string, { options, tell, table, reader, failures }: ChangeFeedProps) {
    super(scope, id);
    const { stage, canaryMinutes } = options;
    reader.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        retryAttempts: 5,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        filters: [FilterCriteria.filter({ dynamodb: { NewImage: { type: { S: FilterRule.or(...read) } } } })],
        onFailure: {
          bind: () => {
            allowPuts(failures, reader);
            reader.allow(['s3:ListBucket'], failures.bucketArn);
            return { destination: failures.bucketArn };
          },
        },
      }),
    );
    const period = Duration.minutes(5);
    new HouseAlarm(this, 'changes-late', {
      stage,
      tell,
      impact:
        'Changes of alerts are not passed on: people who follow an alert do not hear that it was accepted or resolved.',
      metric: new MathExpression({
        expression: 'IF(FILL(age, 0) > 300000 OR FILL(errors, 0) + FILL(failed, 0) >= 5, 1, 0)',
        label: 'change feed behind or failing',
        usingMetrics: {
          age: reader.metric('IteratorAge', { statistic: 'Maximum', period }),
          errors: reader.metricErrors({ period }),
          failed: ownMetric('ChangesNotAnnounced', stage, period),
        },
        period,
      }),
      threshold: 1,
    });
    new HouseAlarm(this, 'changes-unread', {
      stage,
      tell,
      impact:
        'Nobody reads the changes of alerts: people who follow an alert do not hear that it was accepted or resolved.',
      // The canary changes an alert in each of its rounds.
      metric: reader.metricInvocations({ period: Duration.minutes(canaryMinutes) }),
      threshold: 1,
      below: true,
      silentPeriods: 2,
    });
  }
}
