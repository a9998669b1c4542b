import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { HouseAlarm, ownMetric } from './house-alarm.ts';
import type { HouseFunction } from './house-function.ts';
import { allowPuts } from './permissions.ts';

export interface ChangeFeedProps {
  readonly stage: string;
  readonly tell: ITopic;
  readonly table: ITableV2;
  readonly reader: HouseFunction;
  /** Where records go that the reader keeps failing on. */
  readonly failures: Bucket;
}

/** Shows a function every change of an alert, in order. What keeps failing goes to a bucket and holds nothing up. */
export class ChangeFeed extends Construct {
  constructor(scope: Construct, id: string, { stage, tell, table, reader, failures }: ChangeFeedProps) {
    super(scope, id);
    reader.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        retryAttempts: 5,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        filters: [FilterCriteria.filter({ dynamodb: { NewImage: { type: { S: FilterRule.isEqual('ALERT') } } } })],
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
        // The canary changes an alert: when it got through, somebody must have read the feed.
        expression:
          'IF(FILL(age, 0) > 300000 OR FILL(errors, 0) + FILL(failed, 0) >= 5 OR (FILL(canary, 0) > 0 AND FILL(read, 0) == 0), 1, 0)',
        label: 'change feed behind, failing or unread',
        usingMetrics: {
          age: reader.metric('IteratorAge', { statistic: 'Maximum', period }),
          errors: reader.metricErrors({ period }),
          failed: ownMetric('ChangesNotAnnounced', stage, period),
          read: reader.metricInvocations({ period }),
          canary: ownMetric('CanarySucceeded', stage, period),
        },
        period,
      }),
      threshold: 1,
    });
  }
}
