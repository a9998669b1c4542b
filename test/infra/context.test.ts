import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { Options, parseOptions, readOptions } from '../../lib/context.ts';
import { everything } from './synthesize.ts';

describe('the options of a deployment', () => {
  it('need nothing: every option has a default or may be left out', () => {
    expect(parseOptions({})).toMatchObject({ stage: 'dev', voice: 'off', eventRateLimit: 1000, bundling: true });
  });

  it('take every option at once', () => {
    expect(parseOptions(everything)).toMatchObject(everything);
  });

  it('read flags and numbers as the command line writes them', () => {
    const options = parseOptions({ reservedConcurrency: 'true', bundling: 'false', apiRateLimit: '0' });
    expect(options).toMatchObject({ reservedConcurrency: true, bundling: false, apiRateLimit: 0 });
  });

  it('put the countries of phones in order, each once', () => {
    expect(parseOptions({ phoneCountries: 'FR,DE,FR' })).toMatchObject({ phoneCountries: 'DE,FR' });
    expect(parseOptions({ phoneCountries: '*' })).toMatchObject({ phoneCountries: '*' });
  });

  it('take names and networks that alert actions may call, with spaces between them or without', () => {
    const list = '*.corp.example.com, localhost,10.1.0.0/16,::1,fd00::/8';
    expect(parseOptions({ privateTargets: list }).privateTargets).toBe(list.replace(' ', ''));
  });

  it('take an empty text as left out', () => {
    expect(parseOptions({ domain: '', operatorEmail: '' })).not.toHaveProperty('domain', '');
  });

  it.each([
    [{ stage: 'Production!' }, 'stage'],
    [{ domain: 'https://tocsin.example.com' }, 'domain'],
    [{ domain: 'tocsin.example.com' }, 'certificateArn: is needed with domain'],
    [{ certificateArn: 'mine' }, 'certificateArn'],
    [{ certificateArn: everything.certificateArn }, 'domain: is needed with certificateArn'],
    [{ consoleDomain: 'console.example.com' }, 'consoleCertificateArn: is needed with consoleDomain'],
    [
      { consoleCertificateArn: everything.consoleCertificateArn },
      'consoleDomain: is needed with consoleCertificateArn',
    ],
    [
      { consoleDomain: 'console.example.com', consoleCertificateArn: everything.certificateArn },
      'consoleCertificateArn: is not the ARN of a certificate in us-east-1',
    ],
    [{ ...everything, consoleDomain: everything.domain }, 'consoleDomain: must be another name than `domain`'],
    [{ ...everything, consoleDomain: 'console.status.example.com' }, 'consoleDomain: must not be below `pagesDomain`'],
    [{ mailFrom: 'alerts' }, 'mailFrom'],
    [{ replyDomain: 'reply.example.com' }, 'mailFrom: is needed with replyDomain'],
    [{ smsIdentity: '+491701234567' }, 'smsIdentity'],
    [{ voice: 'fax' }, 'voice'],
    [{ phoneCountries: 'UK' }, 'phoneCountries: is not a list of countries'],
    [{ phoneCountries: 'DE, FR' }, 'phoneCountries'],
    [{ phoneCountries: '' }, 'phoneCountries'],
    [{ privateTargets: '10.0.0.0/33' }, 'privateTargets: is not a list of host names and networks'],
    [{ privateTargets: '10.0.0' }, 'privateTargets'],
    [{ privateTargets: 'https://jira.corp.example.com' }, 'privateTargets'],
    [{ privateTargets: 'jira.corp.example.com,' }, 'privateTargets'],
    [{ privateTargets: '*' }, 'privateTargets'],
    [{ eventBuses: 'alerts' }, 'eventBuses: is not a list of ARNs of event buses'],
    [{ voice: 'eum' }, 'voiceIdentity: is needed with voice=eum'],
    [{ voice: 'connect', connectSourceNumber: '+498912345678' }, 'connectInstanceId: is needed with voice=connect'],
    [{ connectInstanceId: 'mine' }, 'connectInstanceId'],
    [{ connectInstanceId: everything.connectInstanceId }, 'connectInstanceId: is for voice=connect only'],
    [{ connectFlowId: everything.connectInstanceId }, 'connectFlowId: is for voice=connect only'],
    [
      { voice: 'eum', voiceIdentity: 'pool-1', connectSourceNumber: '+498912345678' },
      'connectSourceNumber: is for voice=connect only',
    ],
    [{ voiceIdentity: 'pool-1' }, 'voiceIdentity: is for voice=eum and voice=connect only'],
    [{ smsSpendQuota: '0' }, 'smsSpendQuota: is not above 0'],
    [{ connectFlowId: 'mine' }, 'connectFlowId'],
    [{ connectSourceNumber: '089 123' }, 'connectSourceNumber'],
    [{ voiceIdentity: 'me' }, 'voiceIdentity'],
    [{ push: 'my-app' }, 'push'],
    [{ restoredTable: 'tocsin-restored' }, 'restoredTable'],
    [{ secretsKey: 'alias/tocsin' }, 'secretsKey'],
    [{ ownerEmail: 'owner' }, 'ownerEmail'],
    [{ operatorEmail: 'operator' }, 'operatorEmail'],
    [{ operatorPhone: '0170 1234567' }, 'operatorPhone'],
    [{ deadManUrl: 'http://plain.example.com' }, 'deadManUrl'],
    [{ replyDomain: 'not a domain' }, 'replyDomain'],
    [{ eventRateLimit: '-1' }, 'eventRateLimit'],
    [{ apiRateLimit: 'many' }, 'apiRateLimit'],
    [{ reservedConcurrency: 'maybe' }, 'reservedConcurrency'],
    [{ bundling: 'sometimes' }, 'bundling'],
    [{ smsIdentiy: 'phone-1' }, 'smsIdentiy: is not an option'],
  ])('%j is refused with a message that names the option', (input, message) => {
    expect(() => parseOptions(input)).toThrow(message);
  });

  it('are each explained', () => {
    const unexplained = Object.entries(Options.shape).filter(([, option]) => !option.description);
    expect(unexplained).toEqual([]);
  });

  it('are each in the README', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    expect(Object.keys(Options.shape).filter((option) => !readme.includes(`\`${option}`))).toEqual([]);
  });

  it("leave the CDK's own context alone", () => {
    const app = new App({ context: { stage: 'prod', '@aws-cdk/core:flag': true, 'cli-telemetry': false } });
    expect(readOptions(app.node).stage).toBe('prod');
  });
});
