import type { OutgoingMessage } from '../ports/channels.ts';
import type { ProviderError } from './provider.ts';

/** Whom a message comes from, and where its receipts go. */
export interface Origin {
  readonly identity: string;
  /** Empty where receipts are not wanted. */
  readonly configurationSet: string;
}

const hardReasons: ReadonlySet<string> = new Set([
  // the receiver
  'DESTINATION_COUNTRY_BLOCKED',
  'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION',
  'DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE',
  'DESTINATION_PHONE_NUMBER_NOT_VERIFIED',
  'DESTINATION_PHONE_NUMBER_OPTED_OUT',
  'COUNTRY_NOT_ENABLED',
  'INTERNATIONAL_SENDING_NOT_SUPPORTED',
  'INVALID_IDENTITY_FOR_DESTINATION_COUNTRY',
  // the sender
  'NUMBER_CAPABILITIES_MISMATCH',
  'NO_ORIGINATION_IDENTITIES_FOUND',
  'RESOURCE_NOT_ACTIVE',
  'VOICE_CAPABILITY_NOT_AVAILABLE',
  'SENDER_ID_NOT_REGISTERED',
  'SENDER_ID_NOT_SUPPORTED',
  'SENDER_ID_REQUIRES_REGISTRATION',
  // the account
  'ACCOUNT_DISABLED',
  'DAILY_DESTINATION_CALL_LIMIT',
  'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT',
  'MONTHLY_SPEND_LIMIT_REACHED_FOR_VOICE',
]);

/** Whether End User Messaging will never take this message: a wrong, blocked or opted-out number, or no right to send. */
export const isHardRefusal = ({ name, Reason, Fields }: ProviderError): boolean =>
  name === 'ResourceNotFoundException' ||
  (Reason !== undefined && hardReasons.has(Reason)) ||
  (name === 'ValidationException' && (Fields ?? []).some((field) => field.Name === 'DestinationPhoneNumber'));

/** Seconds after which a message that could not be delivered is worth nothing any more. */
const timeToLiveSeconds = 600;

/** What a text and a call have in common on the wire; `data` comes back with the receipt. */
export const messageFrom = ({ identity, configurationSet }: Origin, { target, text, data }: OutgoingMessage) => ({
  DestinationPhoneNumber: target,
  OriginationIdentity: identity,
  MessageBody: text,
  TimeToLive: timeToLiveSeconds,
  ...(configurationSet !== '' && { ConfigurationSetName: configurationSet }),
  ...(data && { Context: { ...data } }),
});
