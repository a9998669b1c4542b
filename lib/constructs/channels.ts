import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses';
import { CfnConfigurationSet } from 'aws-cdk-lib/aws-smsvoice';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Environment } from '../../functions/platform/environment.ts';
import type { Options } from '../context.ts';
import type { HouseFunction } from './house-function.ts';

export interface ChannelsProps {
  readonly options: Options;
  /** Where the providers tell what became of a message. */
  readonly receipts: Topic;
}

/** The providers that carry messages to people: their receipts, and what a function needs to use them. */
export class Channels extends Construct {
  readonly environment: Partial<Environment>;
  /** What people can be told on; texts go out through SNS where nothing else was set up. */
  readonly configured: readonly string[];
  private readonly options: Options;
  private readonly setName: string;

  constructor(scope: Construct, id: string, { options, receipts }: ChannelsProps) {
    super(scope, id);
    this.options = options;
    this.setName = `tocsin-${options.stage}`;
    const hasCalls = options.voice === 'connect' || (options.voice === 'eum' && options.voiceIdentity !== undefined);
    this.configured = [
      'SMS',
      ...(hasCalls ? ['VOICE'] : []),
      ...(options.mailFrom === undefined ? [] : ['EMAIL']),
      // Browsers take pushes everywhere.
      'PUSH',
      ...(options.push === undefined ? [] : ['PUSH_APPS']),
    ];
    const usesEndUserMessaging = options.smsIdentity !== undefined || options.voiceIdentity !== undefined;
    if (usesEndUserMessaging) this.tellOfTextsAndCalls(receipts);
    if (options.mailFrom !== undefined) this.tellOfMails(receipts);
    this.environment = {
      MAIL_FROM: options.mailFrom ?? '',
      MAIL_CONFIGURATION_SET: options.mailFrom === undefined ? '' : this.setName,
      SMS_CONFIGURATION_SET: usesEndUserMessaging ? this.setName : '',
      VOICE: options.voice,
      VOICE_IDENTITY: options.voiceIdentity ?? '',
      CONNECT_INSTANCE_ID: options.connectInstanceId ?? '',
      CONNECT_SOURCE_NUMBER: options.connectSourceNumber ?? '',
      PUSH_APPLICATION_ID: options.push ?? '',
    };
  }

  /** Lets a function send on every channel that is configured, as the configured identities. */
  allowSending(sender: HouseFunction): void {
    this.allowTexts(sender);
    this.allowCalls(sender);
    this.allowMails(sender);
    this.allowPushes(sender);
  }

  /** Lets a function send what subscribers get: all but calls; and ask how many mails there may be. */
  allowTelling(sender: HouseFunction): void {
    this.allowTexts(sender);
    this.allowMails(sender);
    this.allowPushes(sender);
    if (this.options.mailFrom !== undefined)
      sender.allowAnywhere(['ses:GetSendQuota'], 'The quota is the account’s: there is no resource to name.');
  }

  /** Lets a function send mails, as the configured sender. */
  allowMailing(sender: HouseFunction): void {
    this.allowMails(sender);
  }

  private tellOfTextsAndCalls(receipts: Topic): void {
    const set = new CfnConfigurationSet(this, 'TextsAndCalls', {
      configurationSetName: this.setName,
      eventDestinations: [
        {
          eventDestinationName: 'receipts',
          enabled: true,
          matchingEventTypes: ['TEXT_ALL', 'VOICE_ALL'],
          snsDestination: { topicArn: receipts.topicArn },
        },
      ],
    });
    set.node.addDependency(mayPublish(receipts));
  }

  private tellOfMails(receipts: Topic): void {
    const set = new ConfigurationSet(this, 'Mails', { configurationSetName: this.setName });
    const destination = set.addEventDestination('Receipts', {
      destination: EventDestination.snsTopic(receipts),
      events: [
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.REJECT,
      ],
    });
    destination.node.addDependency(mayPublish(receipts));
  }

  private allowTexts(sender: HouseFunction): void {
    const { smsIdentity } = this.options;
    if (smsIdentity !== undefined) {
      sender.allow(['sms-voice:SendTextMessage'], ...this.endUserMessaging(smsIdentity));
      return;
    }
    sender.allowAnywhere(['sns:Publish'], 'Phone numbers are no resources that a policy could name.');
    sender.addToRolePolicy(
      new PolicyStatement({ effect: Effect.DENY, actions: ['sns:Publish'], resources: [this.arn('sns', '*')] }),
    );
  }

  private allowCalls(sender: HouseFunction): void {
    const { voice, voiceIdentity, connectInstanceId } = this.options;
    if (voice !== 'off' && voiceIdentity !== undefined) {
      sender.allow(['sms-voice:SendVoiceMessage'], ...this.endUserMessaging(voiceIdentity));
    }
    if (voice === 'connect' && connectInstanceId !== undefined) {
      const contacts = `instance/${connectInstanceId}/contact/*`;
      sender.allow(['connect:StartOutboundVoiceContact'], this.arn('connect', contacts));
      sender.acceptWildcard(
        `arn:<AWS::Partition>:connect:<AWS::Region>:<AWS::AccountId>:${contacts}`,
        'The call gets its id when it is made. The pattern covers one Connect instance.',
      );
    }
  }

  private allowMails(sender: HouseFunction): void {
    const { mailFrom } = this.options;
    if (mailFrom === undefined) return;
    // Which identity is verified is not known here: the address, its domain, or one above it. And in the sandbox SES asks
    // for the receiver's, too (https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html).
    sender.allowWhere({ 'ses:FromAddress': mailFrom }, ['ses:SendRawEmail'], this.arn('ses', 'identity/*'));
    sender.allow(['ses:SendRawEmail'], this.arn('ses', `configuration-set/${this.setName}`));
    sender.acceptWildcard(
      'arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*',
      'In the sandbox the identities of receivers count, and those are not known at deploy time. The condition names the only sender.',
    );
  }

  private allowPushes(sender: HouseFunction): void {
    const { push } = this.options;
    if (push === undefined) return;
    sender.allow(
      ['mobiletargeting:SendMessages'],
      this.arn('mobiletargeting', `apps/${push}`),
      this.arn('mobiletargeting', `apps/${push}/messages`),
    );
  }

  /** An origination identity and the configuration set, as sms-voice checks both. */
  private endUserMessaging(identity: string): string[] {
    const kind = identity.startsWith('pool-') ? 'pool' : 'phone-number';
    return [
      identity.startsWith('arn:') ? identity : this.arn('sms-voice', `${kind}/${identity}`),
      this.arn('sms-voice', `configuration-set/${this.setName}`),
    ];
  }

  private arn(service: string, resource: string): string {
    const { partition, region, account } = Stack.of(this);
    return `arn:${partition}:${service}:${region}:${account}:${resource}`;
  }
}

/** The topic's policy: a provider tries whether it may publish when it is told where to. */
const mayPublish = (topic: Topic) => topic.node.findChild('Policy');
