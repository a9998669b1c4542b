import { describe, expect, it } from 'vitest';
import { changeText, compareOptions, notAgreed } from '../../bin/stage/compare.ts';
import { parseOptions } from '../../lib/context.ts';
import { everything } from '../infra/synthesize.ts';

const defaults = parseOptions({});
const all = parseOptions({ ...everything, connectFlowId: '22222222-2222-4333-8444-555555555555' });
const restoredTable = 'arn:aws:dynamodb:eu-central-1:111122223333:table/restored/stream/2026-11-21T10:00:00.000';
const compare = (before: object, after: object) => compareOptions({ ...before }, { ...after }, defaults);
const lostBy = (before: object, after: object) =>
  compare(before, after).flatMap(({ option, lost }) => (lost === undefined ? [] : [option]));

describe('what a deploy takes away', () => {
  it('is nothing when the options are the same, whatever is only said by default', () => {
    expect(compare(all, all)).toEqual([]);
    expect(compare({}, parseOptions({ stage: 'prod', bundling: false }))).toEqual([]);
  });

  it.each([
    ['domain', {}],
    ['consoleDomain', {}],
    ['mailFrom', { replyDomain: undefined }],
    ['replyDomain', {}],
    ['smsIdentity', {}],
    ['voiceIdentity', {}],
    ['connectFlowId', {}],
    ['push', {}],
    ['operatorEmail', {}],
    ['operatorPhone', {}],
    ['deadManUrl', {}],
  ])('%s: leaving it out is a loss, which --drop agrees to', (option, also) => {
    const [change] = compare(all, { ...all, ...also, [option]: undefined }).filter((one) => one.option === option);
    expect(change).toMatchObject({ lost: expect.stringMatching(/\w+ \w+/), agreement: `--drop ${option}` });
  });

  it.each([
    ['connect → off', 'connect', 'off', '--drop voice'],
    ['connect → eum', 'connect', 'eum', '--set voice=eum'],
    ['eum → off', 'eum', 'off', '--drop voice'],
    ['off → eum', 'off', 'eum', undefined],
    ['eum → connect', 'eum', 'connect', undefined],
  ])('voice: %s', (_case, before, after, agreement) => {
    expect(compare({ voice: before }, { voice: after })[0]?.agreement).toBe(agreement);
  });

  it.each([
    ['paging, by a pause', { paused: false }, { paused: true }, ['paused']],
    ['the quiet of a restore, when the pause ends', { paused: true }, { paused: false }, ['paused']],
    ['the restored table', { restoredTable }, {}, ['restoredTable']],
    ['the table of now, for a restored one', {}, { restoredTable }, ['restoredTable']],
    ['a restored table, for the next', { restoredTable }, { restoredTable: `${restoredTable}1` }, ['restoredTable']],
    ['reserved concurrency', { reservedConcurrency: true }, { reservedConcurrency: false }, ['reservedConcurrency']],
    ['people of a country', { phoneCountries: 'DE,FR' }, { phoneCountries: 'DE,US' }, ['phoneCountries']],
    ['people of all others', { phoneCountries: '*' }, { phoneCountries: 'DE' }, ['phoneCountries']],
    ['texts of a day', { dailyTexts: 5000 }, { dailyTexts: 100 }, ['dailyTexts']],
    [
      'calls of a day, where there was no cap',
      { dailyCallsPerUser: 0 },
      { dailyCallsPerUser: 9 },
      ['dailyCallsPerUser'],
    ],
    ['nothing, when a cap is gone', { dailyTextsPerUser: 300 }, { dailyTextsPerUser: 0 }, []],
    ['the limit of signing in', { signInRateLimit: 60 }, { signInRateLimit: 0 }, ['signInRateLimit']],
    ['what keeps old keys of pages out', { pageKeys: 3 }, { pageKeys: 2 }, ['pageKeys']],
    ['nothing, when pages get new keys', { pageKeys: 1 }, { pageKeys: 2 }, []],
    ['nothing, when a country is new', { phoneCountries: 'DE' }, { phoneCountries: 'DE,FR' }, []],
    ['nothing, when all are', { phoneCountries: 'DE' }, { phoneCountries: '*' }, []],
    ['nothing, when a limit changes', { eventRateLimit: 1000 }, { eventRateLimit: 10 }, []],
    ['nothing, when an address changes', { mailFrom: 'a@example.com' }, { mailFrom: 'b@example.com' }, []],
    ['nothing, when a channel is new', {}, { push: '0123456789abcdef0123456789abcdef' }, []],
    ['whatever only the deployed version has', { fax: '+49891234567' }, {}, ['fax']],
  ])('%s', (_case, before, after, lost) => {
    expect(lostBy(before, after)).toEqual(lost);
  });

  it('everything at once, when a deploy is made without the options: the runbook of old', () => {
    expect(lostBy(all, parseOptions({})).sort()).toEqual([
      'connectFlowId',
      'consoleDomain',
      'deadManUrl',
      'domain',
      'mailFrom',
      'operatorEmail',
      'operatorPhone',
      'pagesDomain',
      'pagesTenants',
      'push',
      'replyDomain',
      'reservedConcurrency',
      'smsIdentity',
      'voice',
      'voiceIdentity',
    ]);
  });

  it('is agreed to option by option', () => {
    const changes = compare(all, { ...all, push: undefined, operatorPhone: undefined });
    expect(notAgreed(changes, ['push']).map(({ option }) => option)).toEqual(['operatorPhone']);
    expect(notAgreed(changes, ['push', 'operatorPhone'])).toEqual([]);
  });
});

describe('a change as the operator reads it', () => {
  it.each([
    ['a loss', { push: 'x' }, {}, /^ {2}- push: x → not set\n +LOST: nobody gets pushes any more$/],
    ['an addition', {}, { operatorPhone: '+491701234567' }, /^ {2}\+ operatorPhone: not set → \+491701234567$/],
    ['a change with something to do', { operatorEmail: 'a@b.de' }, { operatorEmail: 'c@b.de' }, /confirmed/],
  ])('%s', (_case, before, after, text) => {
    expect(compare(before, after).map(changeText).join('\n')).toMatch(text);
  });
});
