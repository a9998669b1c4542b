import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { HouseFunction } from './house-function.ts';

export interface PageFeedProps {
  readonly table: ITableV2;
  readonly reader: HouseFunction;
}

/** The kinds of items that status pages are made of, that decide who sees what of them, and by which one is asked for. */
const shown = ['STATUS_PAGE', 'SERVICE', 'METRIC', 'INCIDENT', 'MAINTENANCE', 'TEAM', 'PAGE_DEMAND'];

/**
 * Shows a function every change that status pages may show, many at once: while it works, changes gather, so that a storm makes few
 * renders. Reading a stream costs nothing, unlike polling a queue.
 */
export class PageFeed extends Construct {
  constructor(scope: Construct, id: string, { table, reader }: PageFeedProps) {
    super(scope, id);
    const ofType = (image: 'NewImage' | 'OldImage', ...types: string[]) =>
      FilterCriteria.filter({ dynamodb: { [image]: { type: { S: FilterRule.or(...types) } } } });
    const sweeps = FilterCriteria.filter({
      dynamodb: {
        Keys: { SK: { S: FilterRule.isEqual('TIMER#page') } },
        NewImage: { state: { S: FilterRule.isEqual('asked') } },
      },
    });
    reader.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.LATEST,
        batchSize: 1000,
        retryAttempts: 20,
        bisectBatchOnError: true,
        filters: [ofType('NewImage', ...shown), ofType('OldImage', ...shown), sweeps],
      }),
    );
    acknowledge(
      reader,
      'Serverless-LambdaEventSourceMappingDestination',
      'What fails is tried for a quarter of an hour; a change that is lost is found by the sweep, which looks at each page every ten minutes.',
    );
  }
}
