import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { type ITableV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { ConsoleDelivery } from '../constructs/console-delivery.ts';
import { HouseBucket } from '../constructs/house-bucket.ts';
import { HouseTable } from '../constructs/house-table.ts';
import { PageDelivery } from '../constructs/page-delivery.ts';
import type { Options } from '../context.ts';

/** What must survive: the data, the secrets, and the address that monitoring tools have in their configuration. */
export class DataStack extends Stack {
  /** The own one, or the restored one that has taken its place. */
  readonly table: ITableV2;
  /** Raw bodies of events, and what the change feed could not hand over. */
  readonly blobs: HouseBucket;
  /** Inbound e-mail as SES received it. */
  readonly mail: HouseBucket;
  /** What the keys for links and for stored secrets are derived from. */
  readonly masterSecret: Secret;
  /** The owner's first API key. */
  readonly ownerKey: Secret;
  readonly api: HttpApi;
  /** Where people and tools reach the API, without a trailing slash. */
  readonly publicUrl: string;
  /** What visitors of status pages read, and their addresses. */
  readonly pages: PageDelivery;
  /** Where people sign in and look after everything. */
  readonly console: ConsoleDelivery;
  private readonly ownTable: HouseTable;

  constructor(scope: Construct, id: string, options: Options) {
    super(scope, id, { description: `Tocsin (${options.stage}): data, secrets and the API's address` });
    this.ownTable = new HouseTable(this, 'Table');
    this.table = this.tableInUse(options);
    this.blobs = new HouseBucket(this, 'Blobs');
    this.mail = new HouseBucket(this, 'Mail', { announcesObjects: true });
    const key = options.secretsKey && Key.fromKeyArn(this, 'SecretsKey', options.secretsKey);
    this.masterSecret = this.secret(
      'MasterSecret',
      'Tocsin: the secret that links and stored secrets are sealed with',
      64,
      key,
    );
    this.ownerKey = this.secret('OwnerKey', "Tocsin: the account owner's first API key", 43, key);
    this.api = new HttpApi(this, 'Api', {
      apiName: `tocsin-${options.stage}`,
      description: 'Alerts come in and people answer here',
      createDefaultStage: false,
    });
    this.api.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.publicUrl = options.domain === undefined ? this.api.apiEndpoint : `https://${options.domain}`;
    this.pages = new PageDelivery(this, 'Pages', { options, api: this.api });
    this.console = new ConsoleDelivery(this, 'Console', { options, api: this.api, pages: this.pages });

    new CfnOutput(this, 'PagesHost', {
      value: this.pages.distribution.distributionDomainName,
      description: 'Status pages: where the names below `pagesDomain` have to lead (a CNAME or an alias)',
    });
    if (this.pages.tenants !== undefined)
      new CfnOutput(this, 'PagesTenants', {
        value: this.pages.tenants.distributionId,
        description: 'Status pages: the distribution whose tenants domains of their own are',
      });
    new CfnOutput(this, 'ConsoleUrl', { value: this.console.url, description: 'Where people sign in' });
    new CfnOutput(this, 'ConsoleHost', {
      value: this.console.distribution.distributionDomainName,
      description: 'Console: where the name `consoleDomain` has to lead (a CNAME or an alias)',
    });
    new CfnOutput(this, 'PublicUrl', {
      value: this.publicUrl,
      description: 'Base of the API: events go to <this>/api/events',
    });
    new CfnOutput(this, 'OwnerKeySecret', {
      value: this.ownerKey.secretArn,
      description: 'Where the first API key is: aws secretsmanager get-secret-value --secret-id <this>',
    }).overrideLogicalId('OwnerKey');
    this.exportForGood();
    // A table that is protected from deletion could not be rolled back with the rest of a first deploy that fails.
    const others = [this.blobs, this.mail, this.masterSecret, this.ownerKey, this.api, this.pages, this.console];
    this.ownTable.node.addDependency(...others);
  }

  /**
   * Exports all that a core or edge stack of any options or version imports: while one still stands as it was,
   * CloudFormation refuses an update of this stack that takes back what it imports (test/infra/deploys.test.ts).
   */
  private exportForGood(): void {
    const { api, blobs, console, mail, masterSecret, ownerKey, ownTable, pages } = this;
    const values = [
      ...[ownTable.tableName, ownTable.tableArn, ownTable.tableStreamArn],
      ...[api.apiId, api.apiEndpoint],
      ...[blobs.bucketName, blobs.bucketArn, mail.bucketName, mail.bucketArn],
      ...[masterSecret.secretArn, ownerKey.secretArn],
      ...[pages.bucket.bucketName, pages.bucket.bucketArn, pages.hosts.keyValueStoreArn],
      pages.distribution.distributionDomainName,
      ...[console.bucket.bucketName, console.bucket.bucketArn, console.distribution.distributionDomainName],
    ];
    for (const value of values) this.exportValue(value);
  }

  /** The own table stays when another one is used: data that turn out to be missing are still there. */
  private tableInUse({ restoredTable }: Options): ITableV2 {
    if (restoredTable === undefined) return this.ownTable;
    const [tableArn = ''] = restoredTable.split('/stream/');
    return TableV2.fromTableAttributes(this, 'RestoredTable', { tableArn, tableStreamArn: restoredTable });
  }

  private secret(id: string, description: string, passwordLength: number, key: IKey | undefined | ''): Secret {
    const secret = new Secret(this, id, {
      description,
      ...(key && { encryptionKey: key }),
      generateSecretString: { excludePunctuation: true, passwordLength },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    acknowledge(
      secret,
      'AwsSolutions-SMG4',
      'Rotating it on a schedule would break every signed link, stored secret and configured tool; docs/runbook.md says how it is done on purpose.',
    );
    return secret;
  }
}
