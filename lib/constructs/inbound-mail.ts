import { CfnOutput, CustomResource, Duration, Stack } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { ReceiptRuleSet, TlsPolicy } from 'aws-cdk-lib/aws-ses';
import { S3 } from 'aws-cdk-lib/aws-ses-actions';
import { Construct } from 'constructs';
import type { Options } from '../context.ts';
import { HouseFunction } from './house-function.ts';
import { warnOfRegion } from './regions.ts';

export interface InboundMailProps {
  readonly options: Options;
  readonly domain: string;
  readonly bucket: Bucket;
}

/** Stores e-mail to one domain in a bucket. An account has one active rule set; one of somebody else's is never replaced. */
export class InboundMail extends Construct {
  constructor(scope: Construct, id: string, { options, domain, bucket }: InboundMailProps) {
    super(scope, id);
    warnOfRegion(this, 'Inbound e-mail (replyDomain)');
    const receiptRuleSetName = `tocsin-${options.stage}`;
    const rules = new ReceiptRuleSet(this, 'Rules', { receiptRuleSetName });
    const rule = rules.addRule('Store', {
      recipients: [domain],
      scanEnabled: true,
      tlsPolicy: TlsPolicy.OPTIONAL,
      actions: [new S3({ bucket })],
    });

    const activateMail = new HouseFunction(this, 'ActivateMail', {
      options,
      name: 'activate-mail',
      description: 'Makes the receipt rules the active ones, at deploy time',
      environment: {},
      timeout: Duration.seconds(30),
      memoryMb: 256,
      failures: 'Runs in deploys only: CloudFormation waits for its answer and rolls back without it.',
    });
    activateMail.allowAnywhere(
      ['ses:DescribeActiveReceiptRuleSet', 'ses:SetActiveReceiptRuleSet'],
      'The active rule set is no resource that a policy could name.',
    );
    const activation = new CustomResource(this, 'Activation', {
      serviceToken: activateMail.functionArn,
      serviceTimeout: Duration.minutes(2),
      resourceType: 'Custom::ActiveReceiptRuleSet',
      properties: { RuleSetName: receiptRuleSetName },
    });
    activation.node.addDependency(rule);
    new CfnOutput(this, 'MailExchange', {
      value: `10 inbound-smtp.${Stack.of(this).region}.amazonaws.com`,
      description: `DNS: the MX record of ${domain}`,
    }).overrideLogicalId('MailExchange');
  }
}
