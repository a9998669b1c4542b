import { isIP } from 'node:net';
import type { Node } from 'constructs';
import { closestMatch } from 'leven';
import { isSupportedCountry } from 'libphonenumber-js/max';
import * as z from 'zod';

/** `-c name=value` on the command line is text; cdk.json may hold the real thing. */
const flag = z.preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean());
const count = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value),
  z.number().int().min(0),
);

const hostname = z.string().regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'is not a host name');
const phoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/, 'is not a phone number in E.164 form (+491701234567)');
const certificate = z
  .string()
  .regex(/^arn:aws[\w-]*:acm:[\w-]+:\d{12}:certificate\/\S+$/, 'is not the ARN of a certificate');
const globalCertificate = z
  .string()
  .regex(
    /^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/\S+$/,
    'is not the ARN of a certificate in us-east-1, where CloudFront looks',
  );
const httpsUrl = z.url({ protocol: /^https$/, error: 'is not an https URL' });
const encryptionKey = z.string().regex(/^arn:aws[\w-]*:kms:[\w-]+:\d{12}:key\/[\w-]+$/, 'is not the ARN of a KMS key');
const changeStream = z
  .string()
  .regex(/^arn:aws[\w-]*:dynamodb:[\w-]+:\d{12}:table\/[\w.-]+\/stream\/\S+$/, "is not the ARN of a table's stream");
const origination = z
  .string()
  .regex(
    /^(phone-[\w-]+|pool-[\w-]+|arn:aws[\w-]*:sms-voice:[\w-]+:\d{12}:(phone-number|pool|sender-id)\/\S+)$/,
    'is not the id (phone-…, pool-…) or the ARN of an origination identity',
  );

const isTimeZone = (name: string): boolean => {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
};

/** Members of the EU, of its market (EEA) and of the OECD, islands with the calling code of one, and four more. */
const usualCountries =
  'AT,AU,AX,BE,BG,BR,CA,CH,CL,CN,CO,CR,CY,CZ,DE,DK,EE,ES,FI,FR,GB,GG,GR,HR,HU,IE,IL,IM,IN,IS,IT,JE,JP,KR,LI,LT,LU,LV,MT,MX,NL,NO,NZ,PL,PR,PT,RO,SE,SG,SI,SJ,SK,TR,US';

const countryList = z
  .string()
  .refine(
    (list) => list === '*' || list.split(',').every((country) => isSupportedCountry(country)),
    'is not a list of countries by their two letters (DE,FR,US), nor * for all',
  )
  .transform((list) => (list === '*' ? list : [...new Set(list.split(','))].sort().join(',')));

/** Names (`*.` in front: all below it) and networks, between commas: what functions/domain/private-targets.ts reads. */
const isTarget = (entry: string): boolean => {
  const [address = '', prefix, ...rest] = entry.split('/');
  const bits = { 0: undefined, 4: 32, 6: 128 }[isIP(address)];
  if (bits === undefined)
    return (
      /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(entry) && !/^[\d./]+$/.test(entry)
    );
  return rest.length === 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits));
};
const listOf = (isEntry: (entry: string) => boolean, error: string) =>
  z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((entry) => entry.trim())
        .join(','),
    )
    .refine((list) => list.split(',').every(isEntry), error);
const targets = listOf(
  isTarget,
  'is not a list of host names and networks, in lower case (jira.corp.example.com,10.1.0.0/16)',
);
const eventBus = /^arn:aws[\w-]*:events:[\w-]+:\d{12}:event-bus\/[\w./-]+$/;
const buses = listOf((entry) => eventBus.test(entry), 'is not a list of ARNs of event buses');

/** The domain that a name is directly below. */
const parentOf = (name: string | undefined): string | undefined => name?.split('.').slice(1).join('.');

/** An option that is left out, or given as an empty text, is off. */
const optional = <T extends z.ZodType>(type: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), type.optional());

/** Every option of a deployment. The descriptions are what README lists. */
export const Options = z
  .strictObject({
    stage: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,15}$/, 'is not a short lower-case name')
      .default('dev')
      .describe('Name of this deployment; part of every name in the account.'),
    domain: optional(hostname).describe(
      'Host name people and tools reach Tocsin at. Needs `certificateArn`. Without it, the API Gateway address is used.',
    ),
    certificateArn: optional(certificate).describe('Certificate for `domain`, in the Region of the deployment.'),
    consoleDomain: optional(hostname).describe(
      'Host name of the console, where people sign in. Needs `consoleCertificateArn`, and a DNS record to the output `ConsoleHost`. Without it, the console is at the name that CloudFront gives.',
    ),
    consoleCertificateArn: optional(globalCertificate).describe(
      'Certificate for `consoleDomain`, in us-east-1, wherever the deployment is.',
    ),
    pagesDomain: optional(hostname).describe(
      'Domain of the status pages: a page is at `<label>.<pagesDomain>`. Needs `pagesCertificateArn`, and a DNS record for `*.<pagesDomain>`. Without it, one page is served at the name that CloudFront gives (docs/status-pages.md).',
    ),
    pagesCertificateArn: optional(globalCertificate).describe(
      'Certificate for `*.<pagesDomain>`, in us-east-1, wherever the deployment is.',
    ),
    pagesTenants: flag
      .default(false)
      .describe(
        "Serves status pages at domains of their customers' or their own too, each a tenant of a second distribution (docs/status-pages.md).",
      ),
    mailFrom: optional(z.email('is not an e-mail address')).describe(
      'Sender of e-mails; the address or its domain must be verified in SES. Without it, no e-mail is sent.',
    ),
    replyDomain: optional(hostname).describe(
      'Domain that is verified in SES and whose MX record points there, so that alerts can be answered by e-mail.',
    ),
    smsIdentity: optional(origination).describe(
      'End User Messaging identity that sends SMS. Without it, SNS sends, and nobody can reply by SMS.',
    ),
    smsSpendQuota: count
      .refine((dollars) => dollars > 0, 'is not above 0')
      .default(1)
      .describe(
        'Monthly SMS spend quota of SNS in this account, in USD; an alarm rings at four fifths of it. Only without `smsIdentity`. Beyond the quota (1 in new accounts), texts vanish.',
      ),
    phoneCountries: countryList
      .default(usualCountries)
      .describe(
        'Countries whose phones are texted and called, by their two letters (DE,FR,US); `*` for all. Elsewhere numbers are refused, and stored ones are passed over: fraudsters earn by texts to numbers far away. The default is the EU, the EEA, the OECD with their islands, and BR, CN, IN and SG.',
      ),
    dailyTextsPerUser: count
      .default(300)
      .describe(
        'Texts that one person may get on one day (UTC); 0 for any number. Beyond it, the next way of that person is tried at once.',
      ),
    dailyCallsPerUser: count.default(150).describe('The same for calls.'),
    dailyTexts: count
      .default(5000)
      .describe(
        'Texts that all people together may get on one day; 0 for any number. A third of each cap at most goes to codes, tests and confirmations.',
      ),
    dailyCalls: count.default(2000).describe('The same for calls.'),
    voice: z
      .enum(['eum', 'connect', 'off'])
      .default('off')
      .describe('Who calls: End User Messaging (speaks only), Amazon Connect (takes key presses), or nobody.'),
    voiceIdentity: optional(origination).describe(
      'End User Messaging identity that calls; needed with `voice=eum`, the fallback with `voice=connect`.',
    ),
    connectInstanceId: optional(z.uuid('is not the id of an Amazon Connect instance')).describe(
      'Amazon Connect instance; needed with `voice=connect`.',
    ),
    connectFlowId: optional(z.uuid('is not the id of a contact flow')).describe(
      'A contact flow of your own; without it, Tocsin installs one.',
    ),
    connectSourceNumber: optional(phoneNumber).describe(
      'Number of the instance that calls; needed with `voice=connect`.',
    ),
    push: optional(
      z.string().regex(/^[0-9a-f]{32}$/, 'is not the id of an End User Messaging Push (Pinpoint) application'),
    ).describe('End User Messaging Push application. Without it, pushes go to browsers only.'),
    privateTargets: optional(targets).describe(
      'Host names (`*.` in front: all below it) and networks that alert actions may call though they are not public, also in plain http and at any port: `jira.corp.example.com,10.1.0.0/16`. Without it, only public HTTPS addresses are called.',
    ),
    eventBuses: optional(buses).describe(
      'ARNs of event buses of other accounts that alert actions may put events on; their policies must allow it, too. Those of the own account are open to them.',
    ),
    ownerEmail: z
      .email('is not an e-mail address')
      .default('admin@example.com')
      .describe('E-mail address of user 1, the account owner; used by the first deploy.'),
    timezone: z
      .string()
      .refine(isTimeZone, 'is not an IANA time zone (Europe/Berlin)')
      .default('Europe/Berlin')
      .describe('Time zone of new users who name none: what times in their messages mean.'),
    operatorEmail: optional(z.email('is not an e-mail address')).describe(
      'Who is told when Tocsin itself is in trouble. Always set it.',
    ),
    operatorPhone: optional(phoneNumber).describe('The same, by SMS.'),
    deadManUrl: optional(httpsUrl).describe(
      'URL of a dead-man service that is called every `canaryMinutes` while everything works.',
    ),
    canaryMinutes: count
      .refine((minutes) => minutes >= 5 && minutes <= 60, 'is not between 5 and 60')
      .default(10)
      .describe(
        'Minutes between two test alerts, and between two calls of `deadManUrl`. Each round costs money (docs/cost.md); trouble is noticed after two.',
      ),
    eventRateLimit: count.default(1000).describe('Events a minute per alert source key; 0 switches the limit off.'),
    apiRateLimit: count.default(6000).describe('API calls a minute per API key; 0 switches the limit off.'),
    signInRateLimit: count
      .default(60)
      .describe(
        'Attempts to sign in that one network (an IPv4 address, a /64 of IPv6) may begin in a quarter of an hour: more for a large office behind one address; 0 switches this limit off, and the five links for one address.',
      ),
    pageKeys: count
      .refine((generation) => generation >= 1 && generation <= 999_999, 'is not between 1 and 999999')
      .default(1)
      .describe(
        'Generation of the keys of private status pages: a higher number makes new ones, and those before the last are worth nothing any more (docs/runbook.md).',
      ),
    auditDays: count
      .refine((days) => days >= 1 && days <= 3660, 'is not between 1 and 3660')
      .default(400)
      .describe('Days that the audit log is kept; a change counts for entries written after it.'),
    reservedConcurrency: flag
      .default(false)
      .describe('Keeps Lambda concurrency back for the paging path. New accounts have too little to share.'),
    secretsKey: optional(encryptionKey).describe(
      'ARN of a KMS key of your own, in the same Region, that keeps the secrets; its policy must let IAM policies of the account allow its use. A key costs a dollar a month. Without it, the key that AWS keeps for Secrets Manager does, which costs nothing.',
    ),
    restoredTable: optional(changeStream).describe(
      'ARN of the change stream of a restored table, which is used instead of the own one from then on (docs/runbook.md).',
    ),
    paused: flag
      .default(false)
      .describe('true: events are accepted and wait, and nobody is told anything. For restoring the table.'),
    bundling: flag
      .default(true)
      .describe('false: synthesizes without building the functions; such templates cannot be deployed.'),
  })
  .check((context) => {
    const options = context.value;
    const requires = (option: keyof typeof options, needed: keyof typeof options, when: string) => {
      if (options[needed] !== undefined) return;
      context.issues.push({
        code: 'custom',
        path: [needed],
        message: `is needed with ${when}`,
        input: options[option],
      });
    };
    const refuses = (option: keyof typeof options, message: string) => {
      if (options[option] === undefined) return;
      context.issues.push({ code: 'custom', path: [option], message, input: options[option] });
    };
    if (options.domain !== undefined) requires('domain', 'certificateArn', 'domain');
    if (options.certificateArn !== undefined) requires('certificateArn', 'domain', 'certificateArn');
    if (options.consoleDomain !== undefined) requires('consoleDomain', 'consoleCertificateArn', 'consoleDomain');
    if (options.consoleCertificateArn !== undefined)
      requires('consoleCertificateArn', 'consoleDomain', 'consoleCertificateArn');
    if (options.consoleDomain !== undefined && options.consoleDomain === options.domain)
      refuses('consoleDomain', 'must be another name than `domain`: the API does not depend on CloudFront');
    if (options.pagesDomain !== undefined && parentOf(options.consoleDomain) === options.pagesDomain)
      refuses('consoleDomain', 'must not be below `pagesDomain`, where every name is a status page');
    if (options.pagesDomain !== undefined) requires('pagesDomain', 'pagesCertificateArn', 'pagesDomain');
    if (options.pagesCertificateArn !== undefined)
      requires('pagesCertificateArn', 'pagesDomain', 'pagesCertificateArn');
    if (options.voice === 'eum') requires('voice', 'voiceIdentity', 'voice=eum');
    if (options.voice === 'connect') requires('voice', 'connectInstanceId', 'voice=connect');
    if (options.voice === 'connect') requires('voice', 'connectSourceNumber', 'voice=connect');
    const forConnect = ['connectInstanceId', 'connectFlowId', 'connectSourceNumber'] as const;
    for (const option of forConnect) if (options.voice !== 'connect') refuses(option, 'is for voice=connect only');
    if (options.voice === 'off') refuses('voiceIdentity', 'is for voice=eum and voice=connect only');
    if (options.replyDomain !== undefined) requires('replyDomain', 'mailFrom', 'replyDomain');
  });
export type Options = z.infer<typeof Options>;

/** `; did you mean …?` with the name that is spelled almost like this one, or nothing. */
export function nearestName(name: string, names: readonly string[]): string {
  const nearest = closestMatch(name, names, { maxDistance: Math.max(2, Math.floor(name.length / 4)) });
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}

/** What is wrong with the options of a deployment, a line for each. */
export function optionProblems(input: Readonly<Record<string, unknown>>): string[] {
  const names = Object.keys(Options.shape);
  return (Options.safeParse(input).error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `  ${key}: is not an option of Tocsin${nearestName(key, names)}`)
      : [`  ${issue.path.join('.')}: ${issue.message}`],
  );
}

/** Checks the options of a deployment. Throws one message that names every wrong option. */
export function parseOptions(input: Readonly<Record<string, unknown>>): Options {
  const problems = optionProblems(input);
  if (problems.length > 0) throw new Error(`These context options are wrong:\n${problems.join('\n')}`);
  return Options.parse(input);
}

/**
 * Reads the options from CDK context, over those that `below` has for the stage. The CDK's own entries (`@aws-cdk/…`,
 * `cli-telemetry`, cached look-ups) are passed over.
 */
export function readOptions(
  node: Node,
  below: (stage: string) => Readonly<Record<string, unknown>> = () => ({}),
): Options {
  const context: Readonly<Record<string, unknown>> = node.getAllContext();
  const given = Object.fromEntries(Object.entries(context).filter(([key]) => /^[A-Za-z]+$/.test(key)));
  return parseOptions({ ...below(String(given.stage ?? 'dev')), ...given });
}
