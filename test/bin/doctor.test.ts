import { describe, expect, it } from 'vitest';
import { examine, reportOf } from '../../bin/doctor/examine.ts';
import type { Facts } from '../../bin/doctor/facts.ts';
import { checkFile } from '../../bin/doctor.ts';
import { parseOptions } from '../../lib/context.ts';
import { everything } from '../infra/synthesize.ts';
import { denied, healthy, known, options, setting, topic } from './doctor-facts.ts';

const findings = (facts: Partial<Facts>, changed: object = {}) =>
  examine({ ...healthy, ...facts }, { ...options, ...changed }, setting);
const plain = parseOptions({ stage: 'test', operatorEmail: 'operator@example.com' });

const number = { active: true, capabilities: ['SMS'], twoWay: true, destination: topic('inbound') };
const eum = { tier: 'PRODUCTION', texts: { limit: 100, most: 100 }, calls: { limit: 100, most: 100 } };
const sns = { inSandbox: false, limit: 50, spent: 0 };
const mail = { inProduction: true, maySend: true, sentToday: 0, perDay: 200 };
const verified = { verified: true, dkim: 'SUCCESS' };
const pending = { verified: false, dkim: 'PENDING' };
const instance = { active: true, callsOut: true, numbers: ['+498912345678'] };
const person = { health: 200, ownerEmail: 'owner@example.com', sources: 1, unreachable: [], ownerContacts: [] };
const phone = { kind: 'phone' as const, verified: true, status: 'OK' };
const identities = (of: object) => ({ identities: known({ 'reply.example.com': verified, ...of }) });

describe('doctor', () => {
  it('finds nothing where nothing is missing', () => {
    expect(findings({})).toEqual([]);
  });

  it.each<[string, Partial<Facts>, what: RegExp, todo: RegExp]>([
    [
      'the SES sandbox',
      { mailAccount: known({ ...mail, inProduction: false }) },
      /SES is in its sandbox/,
      /aws sesv2 put-account-details --production-access-enabled/,
    ],
    ['a stopped SES', { mailAccount: known({ ...mail, maySend: false }) }, /stopped sending/, /reputation/],
    ['a used-up quota', { mailAccount: known({ ...mail, sentToday: 160 }) }, /160 of the 200 e-mails/, /quotas/],
    [
      'an unknown sender',
      identities({}),
      /alerts@example\.com is not verified/,
      /create-email-identity --email-identity example\.com --region eu-central-1/,
    ],
    [
      'a sender that waits for its records',
      identities({ 'example.com': pending }),
      /is not verified/,
      /get-email-identity --email-identity example\.com .*DkimAttributes\.Tokens/,
    ],
    [
      'an address that waits for its mail',
      identities({ 'alerts@example.com': pending }),
      /is not verified/,
      /mail that SES has sent to alerts@example\.com/,
    ],
    [
      'an address without a signed domain',
      identities({ 'alerts@example.com': verified }),
      /not signed \(DKIM\)/,
      /create-email-identity --email-identity example\.com/,
    ],
    [
      'a domain without DKIM',
      identities({ 'example.com': { verified: true, dkim: 'FAILED' } }),
      /not signed/,
      /get-email-identity/,
    ],
    [
      'no active receipt rules',
      { activeRules: known(undefined) },
      /No receipt rule set is active/,
      /set-active-receipt-rule-set --rule-set-name tocsin-test/,
    ],
    [
      "somebody else's receipt rules",
      { activeRules: known('crm') },
      /crm is active in SES, not tocsin-test/,
      /mail that crm handles/,
    ],
    [
      'no MX record',
      { mailExchange: known([]) },
      /reply\.example\.com has no MX record/,
      /MX 10 inbound-smtp\.eu-central-1\.amazonaws\.com/,
    ],
    ['a foreign MX record', { mailExchange: known(['mx.example.com']) }, /is mx\.example\.com/, /MX 10/],
    [
      'the SMS sandbox',
      { endUserMessaging: known({ ...eum, tier: 'SANDBOX' }) },
      /End User Messaging is in its sandbox/,
      /sandbox\.html/,
    ],
    [
      'a dollar for texts',
      { endUserMessaging: known({ ...eum, texts: { limit: 1, most: 1 } }) },
      /Texts may cost \$1 a month/,
      /servicequotas.*then aws pinpoint-sms-voice-v2 set-text-message-spend-limit-override/,
    ],
    [
      'a low limit of our own',
      { endUserMessaging: known({ ...eum, calls: { limit: 0, most: 80 } }) },
      /Calls may cost \$0/,
      /^aws pinpoint-sms-voice-v2 set-voice-message-spend-limit-override --monthly-limit 80/,
    ],
    ['a number that is gone', { smsIdentity: known(undefined) }, /has no phone-0a1b2c3d/, /describe-phone-numbers/],
    [
      'a number that is not registered',
      { smsIdentity: known({ ...number, active: false }) },
      /is not active yet/,
      /registered/,
    ],
    [
      'a number for calls only',
      { smsIdentity: known({ ...number, capabilities: ['VOICE'] }) },
      /cannot do SMS/,
      /--number-capabilities SMS/,
    ],
    [
      'a number that takes no answers',
      { smsIdentity: known({ ...number, twoWay: false }) },
      /does not take answers/,
      /update-phone-number --phone-number-id phone-0a1b2c3d --two-way-enabled --two-way-channel-arn arn:aws:sns:eu-central-1:111122223333:tocsin-test-inbound/,
    ],
    [
      'answers that go elsewhere',
      { smsIdentity: known({ ...number, destination: topic('other') }) },
      /go to arn.*other, not to Tocsin/,
      /--two-way-channel-arn/,
    ],
    ['a pool that is gone', { voiceIdentity: known(undefined) }, /has no pool-0a1b2c3d/, /describe-pools/],
    [
      'a number that cannot call',
      { voiceIdentity: known({ ...number, capabilities: ['SMS'] }) },
      /cannot do VOICE/,
      /VOICE/,
    ],
    ['no Connect instance', { connect: known(undefined) }, /instance 11111111.* does not exist/, /list-instances/],
    [
      'a Connect instance in the making',
      { connect: known({ ...instance, active: false }) },
      /is not active/,
      /list-instances/,
    ],
    [
      'a Connect instance that may not call',
      { connect: known({ ...instance, callsOut: false }) },
      /may not call out/,
      /update-instance-attribute .*OUTBOUND_CALLS --value true/,
    ],
    [
      'a number that Connect does not have',
      { connect: known({ ...instance, numbers: [] }) },
      /has no number \+498912345678/,
      /list-phone-numbers-v2/,
    ],
    [
      'a flow that is gone',
      { connectFlow: known(undefined) },
      /contact flow .* does not exist/,
      /--drop connectFlowId/,
    ],
    ['an archived flow', { connectFlow: known('ARCHIVED') }, /is ARCHIVED/, /--drop connectFlowId/],
    ['no push application', { push: known(undefined) }, /no push application/, /get-apps/],
    ['a push application without credentials', { push: known([]) }, /has no credentials/, /update-gcm-channel/],
    [
      'few functions at once',
      { concurrency: known(10) },
      /may run 10 functions at once/,
      /request-service-quota-increase --service-code lambda --quota-code L-B99A9384/,
    ],
    [
      'a stack that is missing',
      { stacks: known({ data: 'CREATE_COMPLETE', core: 'CREATE_COMPLETE', edge: undefined }) },
      /tocsin-test-edge is missing/,
      /npm run deploy -- test/,
    ],
    [
      'a stack that was rolled back',
      { stacks: known({ data: 'CREATE_COMPLETE', core: 'UPDATE_ROLLBACK_COMPLETE', edge: 'CREATE_COMPLETE' }) },
      /tocsin-test-core is in UPDATE_ROLLBACK_COMPLETE/,
      /describe-stack-events/,
    ],
    [
      'an operator who has not confirmed',
      {
        operators: known([
          { endpoint: 'Operator@example.com', confirmed: false },
          { endpoint: '+491701234567', confirmed: true },
        ]),
      },
      /operator@example\.com has not confirmed/,
      /sns subscribe --topic-arn arn:aws:sns:eu-central-1:111122223333:tocsin-test-operators/,
    ],
    [
      'an operator who unsubscribed',
      { operators: known([{ endpoint: 'operator@example.com', confirmed: true }]) },
      /\+491701234567 is not subscribed/,
      /npm run deploy/,
    ],
    [
      'an alarm that rings',
      {
        alarms: known({ all: 18, ringing: [{ name: 'tocsin-test-tick-silent', impact: 'Nothing looks.' }], mute: [] }),
      },
      /tocsin-test-tick-silent rings/,
      /runbook\.md#tick-silent/,
    ],
    [
      'an alarm that is switched off',
      { alarms: known({ all: 18, ringing: [], mute: ['tocsin-test-api-fails'] }) },
      /switched off/,
      /enable-alarm-actions --alarm-names tocsin-test-api-fails/,
    ],
    ['no alarms', { alarms: known({ all: 0, ringing: [], mute: [] }) }, /no alarms/, /npm run deploy/],
    [
      'dead letters',
      { deadLetters: known({ 'tocsin-test-inbound-dlq': 2, 'tocsin-test-notifications-dlq': 0 }) },
      /2 messages lie in tocsin-test-inbound-dlq/,
      /put-failed-messages-back/,
    ],
    ['a silent tick', { ticks: known(0) }, /No tick/, /tick-silent/],
    ['a silent canary', { canary: known(0) }, /within 20 minutes/, /canary-silent/],
    [
      'a closed door',
      { people: known({ ...person, ownerContacts: [phone], health: 0 }) },
      /does not answer/,
      /canary-silent/,
    ],
    [
      'a broken door',
      { people: known({ ...person, ownerContacts: [phone], health: 503 }) },
      /answers 503/,
      /canary-silent/,
    ],
    [
      'a console whose name leads nowhere',
      { people: known({ ...person, ownerContacts: [phone], console: 0 }) },
      /console does not answer/,
      /the-console-does-not-come-up/,
    ],
    [
      'a console without its files',
      { people: known({ ...person, ownerContacts: [phone], console: 403 }) },
      /console answers 403/,
      /the-console-does-not-come-up/,
    ],
    [
      'an owner without a phone',
      { people: known({ ...person, ownerContacts: [{ ...phone, kind: 'e-mail' }] }) },
      /owner has no verified phone/,
      /contacts\/phone-numbers/,
    ],
    [
      'an owner whose phone is not verified',
      { people: known({ ...person, ownerContacts: [{ ...phone, verified: false }] }) },
      /owner has no verified phone/,
      /contacts/,
    ],
    [
      'an owner who is locked out',
      { people: known({ ...person, ownerContacts: [{ ...phone, status: 'LOCKED' }] }) },
      /owner has no verified phone/,
      /contacts/,
    ],
    [
      'an owner who is nobody',
      { people: known({ ...person, ownerContacts: [phone], ownerEmail: 'admin@example.com' }) },
      /admin@example\.com, which is nobody/,
      /PUT \/api\/users\/1/,
    ],
    [
      'somebody who may sleep',
      {
        people: known({
          ...person,
          ownerContacts: [phone],
          unreachable: [{ name: 'Ada', problems: ['NO_WORKING_RULE', 'MUTED'] }],
        }),
      },
      /Ada is on call .* no rule that leads anywhere, muted/,
      /reachability/,
    ],
  ])('finds %s, and says what to do', (_case, facts, what, todo) => {
    const found = findings(facts);
    expect(found.map(({ kind }) => kind)).toEqual(['FAULT']);
    expect(found[0]).toMatchObject({
      what: expect.stringMatching(what),
      do: expect.stringMatching(todo),
      lost: expect.stringMatching(/\w+ \w+/),
    });
  });

  it.each<[string, Partial<Facts>, object, RegExp]>([
    [
      'the SNS sandbox',
      { snsTexts: known({ ...sns, inSandbox: true }) },
      { smsIdentity: undefined },
      /SNS is in its SMS sandbox/,
    ],
    [
      'a dollar for texts by SNS',
      { snsTexts: known({ ...sns, limit: 1 }) },
      { smsIdentity: undefined },
      /SNS texts may cost \$1/,
    ],
    [
      'a nearly used-up month',
      { snsTexts: known({ ...sns, spent: 41.5 }) },
      { smsIdentity: undefined },
      /have cost \$41\.50 of the \$50/,
    ],
    [
      'a reply domain nobody verified',
      { identities: known({ 'example.org': verified, 'reply.example.com': pending }) },
      { mailFrom: 'alerts@example.org' },
      /reply\.example\.com is not verified/,
    ],
    ['a pause', {}, { paused: true }, /is paused/],
    ['no operator', {}, { operatorEmail: undefined, operatorPhone: undefined }, /There is no operator/],
  ])('finds %s', (_case, facts, changed, what) => {
    const faults = findings(facts, changed).filter(({ kind }) => kind === 'FAULT');
    expect(faults.map((finding) => finding.what)).toEqual([expect.stringMatching(what)]);
  });

  it('does not ask a paused deployment for its tick and canary', () => {
    const faults = findings({ ticks: known(0), canary: known(0) }, { paused: true });
    expect(faults.map(({ what }) => what)).toEqual(['The deployment is paused']);
  });

  it('takes a mail sender below a verified domain, and a pool for what its numbers can', () => {
    const below = findings(
      { identities: known({ 'reply.example.com': undefined, 'example.com': verified }) },
      { mailFrom: 'alerts@ops.example.com' },
    );
    expect(below).toEqual([]);
    expect(findings({ voiceIdentity: known({ ...number, capabilities: [] }) })).toEqual([]);
  });

  it('says that nobody can answer to a sender id, and not that it is broken', () => {
    const smsIdentity = 'arn:aws:sms-voice:eu-central-1:111122223333:sender-id/TOCSIN/DE';
    const found = findings({ smsIdentity: known({ ...number, twoWay: false }) }, { smsIdentity });
    expect(found).toEqual([expect.objectContaining({ kind: 'ADVICE', lost: 'nobody can answer by SMS' })]);
  });

  it('advises what a small deployment lacks, and calls none of it a fault', () => {
    const { stacks, concurrency, operators, alarms, deadLetters, ticks, canary, people } = healthy;
    const facts = { stacks, concurrency, operators, alarms, deadLetters, ticks, canary, people, snsTexts: known(sns) };
    const found = examine(facts, plain, setting);
    expect(found.map(({ kind, what }) => [kind, what])).toEqual([
      ['ADVICE', 'deadManUrl is not set'],
      ['ADVICE', 'No e-mail: mailFrom is not set'],
      ['ADVICE', 'Texts go out by SNS: smsIdentity is not set'],
      ['ADVICE', 'Nobody is called: voice is off'],
    ]);
  });

  it('looks at the account alone before the first deploy', () => {
    const nothing = { data: undefined, core: undefined, edge: undefined };
    const found = examine({ stacks: known(nothing), concurrency: known(1000), snsTexts: known(sns) }, plain, setting);
    expect(found.find(({ what }) => /not deployed here yet/.test(what))?.do).toBe('npm run deploy -- test --new');
    expect(found.filter(({ kind }) => kind === 'FAULT')).toEqual([]);
  });

  it('makes a finding of each fact that it may not read, and goes on', () => {
    const names = Object.keys(healthy) as (keyof Facts)[];
    const nothing = Object.fromEntries(names.map((name) => [name, denied(`service:${name}`)]));
    const found = examine(nothing as unknown as Facts, options, setting);
    expect(found.map(({ kind }) => kind)).toEqual(names.map(() => 'UNKNOWN'));
    expect(found.map(({ lost }) => lost).sort()).toEqual(
      names.map((name) => `your credentials lack service:${name}`).sort(),
    );
  });

  it('says what went wrong when it is not a permission', () => {
    const [found] = findings({ alarms: { known: false, permission: 'x', said: 'Rate exceeded', denied: false } });
    expect(found).toMatchObject({ kind: 'UNKNOWN', lost: 'Rate exceeded', do: 'Look again' });
  });

  it('reports faults first, each with what is lost and what to do', () => {
    const found = findings(
      { ticks: known(0), people: denied('secretsmanager:GetSecretValue') },
      { deadManUrl: undefined },
    );
    expect(reportOf(found, 19)).toMatch(
      /^FAULT {4}No tick.*\n +Lost: .*\n +Do: .*\n\nUNKNOWN {2}Not known: .*\n +Why: .*\n +Do: .*\n\nADVICE[\s\S]*19 things looked at\. Faults: 1, unknown: 1, advice: 1\.$/,
    );
  });
});

describe("doctor on the stage's file", () => {
  const file = { options: parseOptions({ stage: 'test', push: everything.push }) };

  it.each([
    ['is content when it is what is deployed', file, { kind: 'RECORDED', options: { push: everything.push } }, []],
    ['is content before the first deploy', file, { kind: 'NONE' }, []],
    ['advises to deploy what was changed', file, { kind: 'RECORDED', options: {} }, ['ADVICE']],
    ['misses it', undefined, { kind: 'RECORDED', options: {} }, ['FAULT']],
    ['misses it before the first deploy', undefined, { kind: 'NONE' }, ['FAULT']],
  ] as const)('%s', (_case, there, deployed, kinds) => {
    expect(checkFile('test', there, deployed).map(({ kind }) => kind)).toEqual(kinds);
  });
});
