import { everything, templatesOf } from './synthesize.ts';

type Options = Readonly<Record<string, unknown>>;

const restored = 'arn:aws:dynamodb:eu-central-1:111122223333:table/tocsin-restored/stream/2026-11-21T10:00:00.000';
const ownKey = 'arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-4333-8444-555555555555';
const of = (...names: (keyof typeof everything)[]): Options =>
  Object.fromEntries(names.map((name) => [name, everything[name]]));

/** Every option with what it needs, and a second value where changing it is another thing than adding it. */
export const choices: Readonly<Record<string, readonly Options[]>> = {
  domain: [of('domain', 'certificateArn'), { ...of('certificateArn'), domain: 'pager.example.com' }],
  consoleDomain: [
    of('consoleDomain', 'consoleCertificateArn'),
    { ...of('consoleCertificateArn'), consoleDomain: 'desk.example.com' },
  ],
  pagesDomain: [
    of('pagesDomain', 'pagesCertificateArn'),
    { ...of('pagesCertificateArn'), pagesDomain: 'pages.example.com' },
  ],
  pagesTenants: [of('pagesTenants')],
  mailFrom: [of('mailFrom'), { mailFrom: 'pager@example.org' }],
  replyDomain: [of('mailFrom', 'replyDomain'), { ...of('mailFrom'), replyDomain: 'answers.example.com' }],
  smsIdentity: [of('smsIdentity'), { smsIdentity: 'pool-00000000' }],
  smsSpendQuota: [{ smsSpendQuota: 50 }],
  voice: [
    of('voice', 'connectInstanceId', 'connectSourceNumber'),
    { ...of('voice', 'connectSourceNumber'), connectInstanceId: '22222222-2222-4333-8444-555555555555' },
    {
      ...of('voice', 'connectInstanceId', 'connectSourceNumber'),
      connectFlowId: '33333333-2222-4333-8444-555555555555',
    },
    { ...of('voiceIdentity'), voice: 'eum' },
  ],
  voiceIdentity: [of('voice', 'connectInstanceId', 'connectSourceNumber', 'voiceIdentity')],
  push: [of('push'), { push: 'fedcba9876543210fedcba9876543210' }],
  dailyTextsPerUser: [{ dailyTextsPerUser: 0 }],
  dailyCallsPerUser: [{ dailyCallsPerUser: 0 }],
  dailyTexts: [{ dailyTexts: 20000 }],
  dailyCalls: [{ dailyCalls: 20000 }],
  phoneCountries: [{ phoneCountries: 'DE,FR' }],
  privateTargets: [{ privateTargets: 'jira.corp.example.com,10.1.0.0/16' }],
  eventBuses: [{ eventBuses: 'arn:aws:events:eu-central-1:444455556666:event-bus/alerts' }],
  ownerEmail: [of('ownerEmail')],
  timezone: [{ timezone: 'America/New_York' }],
  operatorEmail: [of('operatorEmail'), { operatorEmail: 'others@example.com' }],
  operatorPhone: [of('operatorPhone')],
  deadManUrl: [of('deadManUrl')],
  canaryMinutes: [{ canaryMinutes: 15 }],
  eventRateLimit: [{ eventRateLimit: 0 }],
  apiRateLimit: [{ apiRateLimit: 0 }],
  signInRateLimit: [{ signInRateLimit: 600 }],
  pageKeys: [{ pageKeys: 2 }],
  auditDays: [{ auditDays: 30 }],
  reservedConcurrency: [of('reservedConcurrency')],
  restoredTable: [{ restoredTable: restored }, { restoredTable: restored.replace('restored', 'restored-2') }],
  secretsKey: [{ secretsKey: ownKey }, { secretsKey: ownKey.replace('1111', '2222') }],
  paused: [{ paused: true }],
};

/** Options that are nobody's to change in a later deploy, or belong to another option. */
export const notChosen = [
  'stage',
  'bundling',
  'certificateArn',
  'consoleCertificateArn',
  'pagesCertificateArn',
  'connectInstanceId',
  'connectFlowId',
  'connectSourceNumber',
];

/** What goes together with an option that is taken away; only itself unless named here. */
const goesWith: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain', 'certificateArn'],
  consoleDomain: ['consoleDomain', 'consoleCertificateArn'],
  pagesDomain: ['pagesDomain', 'pagesCertificateArn'],
  mailFrom: ['mailFrom', 'replyDomain'],
  voice: ['voice', 'voiceIdentity', 'connectInstanceId', 'connectSourceNumber'],
};

const without = (name: string): Options => {
  const gone = goesWith[name] ?? [name];
  return Object.fromEntries(Object.entries(everything).filter(([option]) => !gone.includes(option)));
};

/** Deployments of one stage that may follow each other: nothing, each option alone and changed, everything, everything but each. */
export const variants: Readonly<Record<string, Options>> = {
  nothing: { stage: 'test' },
  ...Object.fromEntries(
    Object.entries(choices).flatMap(([name, values]) =>
      values.map((value, index) => [`${name}${index === 0 ? '' : ` (${index + 1})`}`, { stage: 'test', ...value }]),
    ),
  ),
  everything,
  ...Object.fromEntries(
    Object.keys(choices)
      .filter((name) => name in everything)
      .map((name) => [`everything but ${name}`, without(name)]),
  ),
};

export const deployments = Object.entries(variants).map(([name, options]) => ({
  name,
  templates: templatesOf(options),
}));
