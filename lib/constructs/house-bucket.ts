import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export interface HouseBucketProps {
  /** Tells EventBridge of every new object. */
  readonly announcesObjects?: boolean;
  /** Nothing is forgotten: what is in it is in use. */
  readonly keepsObjects?: boolean;
}

/** A private bucket that forgets after 90 days. */
export class HouseBucket extends Bucket {
  constructor(scope: Construct, id: string, { announcesObjects = false, keepsObjects = false }: HouseBucketProps = {}) {
    super(scope, id, {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      lifecycleRules: [
        {
          ...(!keepsObjects && { expiration: Duration.days(90) }),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    if (announcesObjects) {
      // The L2 property would bring a function of its own with wide permissions.
      (this.node.defaultChild as CfnBucket).notificationConfiguration = {
        eventBridgeConfiguration: { eventBridgeEnabled: true },
      };
    }
    acknowledge(
      this,
      'AwsSolutions-S1',
      keepsObjects
        ? 'Only one function writes to the bucket and only CloudFront reads it; access logs would outgrow the data.'
        : 'Only functions of this app and SES touch the bucket, and objects live 90 days; access logs would outgrow the data.',
    );
  }
}
