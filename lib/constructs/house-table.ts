import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The one table (docs/data-model.md): on demand, restorable to any second of five weeks, and not deletable by accident. */
export class HouseTable extends TableV2 {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      partitionKey: text('PK'),
      sortKey: text('SK'),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      timeToLiveAttribute: 'expiresAt',
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      globalSecondaryIndexes: [
        {
          indexName: 'list',
          partitionKey: text('listPK'),
          sortKey: text('listSK'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['status', 'sourceId', 'policyId', 'type'],
        },
        {
          indexName: 'related',
          partitionKey: text('relatedPK'),
          sortKey: text('relatedSK'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
        {
          indexName: 'open',
          partitionKey: text('openPK'),
          sortKey: text('openSK'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['sourceId', 'policyId'],
        },
        {
          indexName: 'due',
          partitionKey: text('duePK'),
          sortKey: text('dueAt'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });
  }
}
