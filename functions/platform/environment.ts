/** Every environment variable a function may read; `lib/` sets them through this type. */
export interface Environment {
  STAGE: string;
  TABLE_NAME: string;
  /** How long the audit log is kept. */
  AUDIT_DAYS: string;
  EVENT_QUEUE_URL: string;
  NOTIFICATION_QUEUE_URL: string;
  VOICE_QUEUE_URL: string;
  BLOB_BUCKET: string;
  /** Where visitors find the files of status pages. */
  PAGE_BUCKET: string;
  /** Where CloudFront finds the files of the console. */
  CONSOLE_BUCKET: string;
  /** CloudFront's key value store, which knows the hosts of status pages. */
  PAGE_HOSTS_ARN: string;
  /** Where SES puts inbound mail. */
  MAIL_BUCKET: string;
  STATE_MACHINE_ARN: string;
  /** Where people and tools reach the API, without a trailing slash. */
  PUBLIC_URL: string;
  /** Where people sign in and links for people lead, without a trailing slash. */
  CONSOLE_URL: string;
  /** Status pages live below it, each at its label; with a port where that is not the usual one; empty: there is none. */
  PAGES_DOMAIN: string;
  /** Secrets Manager: the master secret, from which the keys for links and for stored secrets are derived. */
  MASTER_SECRET_ARN: string;
  /** Secrets Manager: the owner's first API key. */
  OWNER_KEY_SECRET_ARN: string;
  OWNER_EMAIL: string;
  /** The function that tells subscribers. */
  TELL_FUNCTION: string;
  /** The function that does what alerts set in motion elsewhere. */
  ACTION_FUNCTION: string;
  /** The function that does what other tools call for. */
  CALLBACK_FUNCTION: string;
  /** Names and networks that alert actions may reach though they are not public, between commas. */
  PRIVATE_TARGETS: string;
  MAIL_FROM: string;
  /** The domain of signed reply addresses; empty when mail cannot come in. */
  REPLY_DOMAIN: string;
  /** End User Messaging origination identity; empty: SNS sends, and nobody can reply. */
  SMS_IDENTITY: string;
  /** The channels that something can be sent on, between commas: `SMS,EMAIL`; `PUSH_APPS`: pushes go to apps, too, not to browsers alone. */
  CHANNELS: string;
  /** The countries whose phones are texted and called, between commas: `DE,FR`; `*`: all. */
  PHONE_COUNTRIES: string;
  /** Texts and calls that one person, and all together, may get on one day; 0: any number. */
  DAILY_TEXTS_PER_USER: string;
  DAILY_CALLS_PER_USER: string;
  DAILY_TEXTS: string;
  DAILY_CALLS: string;
  SMS_CONFIGURATION_SET: string;
  /** The zone of new users who name none. */
  TIMEZONE: string;
  /** eum, connect or off. */
  VOICE: string;
  VOICE_IDENTITY: string;
  CONNECT_INSTANCE_ID: string;
  CONNECT_FLOW_ID: string;
  CONNECT_SOURCE_NUMBER: string;
  /** Pinpoint application id; empty: pushes go to browsers only. */
  PUSH_APPLICATION_ID: string;
  /** SES configuration set for bounces and complaints. */
  MAIL_CONFIGURATION_SET: string;
  /** The SNS topic operators listen to. */
  OPERATOR_TOPIC_ARN: string;
  DEAD_MAN_URL: string;
  /** Seconds of real time that the canary waits for each station of its alert. */
  CANARY_PATIENCE: string;
  /** Events a minute per source key and calls a minute per API key; 0 switches the limit off. */
  EVENT_RATE_LIMIT: string;
  API_RATE_LIMIT: string;
  /** Beginnings to sign in that one network has in a quarter of an hour; 0: nothing is counted. */
  SIGN_IN_RATE_LIMIT: string;
  /** Generation of the keys of private status pages. */
  PAGE_KEYS: string;
}

/** The value of a variable this function was given. Throws, naming it, when it was not. */
export function environment(name: keyof Environment): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`environment variable ${name} is not set`);
  return value;
}
