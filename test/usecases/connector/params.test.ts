import { describe, expect, it } from 'vitest';
import { privateTargetsIn } from '../../../functions/domain/private-targets.ts';
import { plus } from '../../../functions/domain/time.ts';
import { wireIdOf } from '../../../functions/domain/wire-id.ts';
import { connectorFrom } from '../../../functions/usecases/connector/from-input.ts';
import { ConnectorInput } from '../../../functions/usecases/connector/inputs.ts';
import { checkAddresses, checkSize, withSecretsKept } from '../../../functions/usecases/connector/params.ts';
import { presentConnectors } from '../../../functions/usecases/connector/present.ts';
import { fixedClock } from '../../support/clock.ts';
import { tenOClock } from '../../support/factories.ts';

const settings = {
  publicUrl: 'https://tocsin.example.com',
  consoleUrl: 'https://tocsin.example.com',
  twoWaySms: false,
};

it('params have a hundred thousand bytes at most, however few characters those are', () => {
  // The member's name, quotes, colon and braces are eight.
  checkSize({ a: 'x'.repeat(100_000 - 8) });
  checkSize({ a: 'ü'.repeat((100_000 - 8) / 2) });
  const tooLarge = { field: 'params', message: expect.stringContaining('100000 bytes') };
  for (const a of ['x'.repeat(100_001 - 8), 'ü'.repeat((100_002 - 8) / 2)])
    expect(() => checkSize({ a })).toThrow(expect.objectContaining(tooLarge));
});

describe('a secret', () => {
  const current = { password: 'old', user: 'ada', token: 7 };
  it.each<[string, object, object]>([
    ['left out', {}, { password: 'old' }],
    ['null', { password: null }, { password: 'old' }],
    ['asterisks', { password: '***' }, { password: 'old' }],
    ['dots', { password: '••' }, { password: 'old' }],
    ['new', { password: 'new' }, { password: 'new' }],
    ['that only begins with asterisks', { password: '**x' }, { password: '**x' }],
    ['that only ends with them', { password: 'x**' }, { password: 'x**' }],
    ['that is a number', { password: 5 }, { password: 5 }],
    ['that is a list of asterisks', { password: ['***'] }, { password: ['***'] }],
    ['nothing', { password: '' }, { password: '' }],
  ])('stays where what is sent of it is %s, or else is what is sent', (_what, sent, kept) => {
    // What is no secret, or no text, is as it is sent.
    expect(withSecretsKept({ ...sent, url: 'u' }, current)).toEqual({ url: 'u', ...kept });
  });

  it('is what is sent where there was none', () => {
    expect(withSecretsKept({ password: '***', user: null })).toEqual({ password: '***', user: null });
  });
});

describe('an address that a tool is called at', () => {
  const check = (url: unknown, { list = '', current = {} }: { list?: string; current?: object } = {}) => {
    for (const member of ['url', 'webhookUrl'])
      checkAddresses(
        { [member]: url },
        { ...settings, ...(list !== '' && { privateTargets: privateTargetsIn(list) }) },
        { ...current },
      );
  };
  const refused = (why: string) =>
    expect.objectContaining({ field: 'params.url', message: expect.stringContaining(`cannot be called: ${why}`) });

  it.each([
    'https://localhost/',
    'https://LOCALHOST./',
    'https://jira/',
    'https://jira.local/',
    'https://a.jira.internal./',
    'https://jira.lan/',
    'https://jira.home.arpa/',
    'https://x.localhost/',
  ])('is refused where its name is not public: %s', (url) => {
    expect(() => check(url)).toThrow(refused('the name is not public (the deployment’s option privateTargets'));
    check(url, { list: '10.1.0.0/16' });
    // A list of names alone lets no others be called.
    expect(() => check(url, { list: 'other.example.com' })).toThrow(refused('the name is not public'));
    check(url, { current: { url, webhookUrl: url } });
  });

  it.each([
    ['http://example.com/', 'only https addresses are fetched'],
    ['https://127.0.0.1/', 'the address is not public'],
    ['https://example.com:25/', 'nothing is fetched from port 25'],
  ])('is refused where nobody asks there: %s', (url, why) => {
    expect(() => check(url)).toThrow(refused(why));
    expect(() => check(url, { current: { url: 'https://example.com/' } })).toThrow(refused(why));
    check(url, { current: { url, webhookUrl: url } });
  });

  it.each([
    'https://example.com/',
    'https://me:pw@jira.example.com:8443/',
    'https://[2606:4700::1111]/',
    'https://1.1.1.1/',
  ])('may be a public one: %s', (url) => check(url));

  it.each([undefined, null, 7, 'no address', ['https://localhost/']])('is none where there is %s', (url) => check(url));

  it('may be one of the names that the deployment lets be called', () => {
    check('https://jira/', { list: 'jira' });
    expect(() => check('https://wiki/', { list: 'jira' })).toThrow(refused('the name is not public'));
  });

  it('is refused by its own name', () => {
    expect(() => checkAddresses({ webhookUrl: 'https://localhost/' }, settings)).toThrow(
      expect.objectContaining({ field: 'params.webhookUrl' }),
    );
    checkAddresses({ address: 'https://localhost/' }, settings);
  });
});

it('a connector is shown with its secrets to those alone who may change it', () => {
  const params = { url: 'https://jira.example.com/', password: 'x' };
  const jira = {
    id: 5,
    version: 1,
    type: 'jira',
    name: 'Jira',
    params,
    createdAt: tenOClock,
    updatedAt: tenOClock,
  } as const;
  const shown = (role: string) => presentConnectors({ actor: { kind: 'user', role } } as never, [jira]);
  const { version: _version, ...told } = { ...jira, id: wireIdOf(5) };
  expect(shown('ADMIN')).toEqual([told]);
  expect(shown('RESPONDER')).toEqual([{ ...told, params: { url: 'https://jira.example.com/' } }]);
});

it('a connector keeps its id, its type and since when it is there, and is of now', () => {
  const clock = fixedClock(tenOClock);
  const ctx = { clock, ids: { next: () => 5 }, settings } as never;
  const params = { url: 'https://jira.example.com/', password: 'x' };
  const made = connectorFrom(ctx, { type: 'jira', name: 'Jira' } as never, params);
  expect(made).toEqual({
    id: 5,
    version: 0,
    type: 'jira',
    name: 'Jira',
    params,
    createdAt: tenOClock,
    updatedAt: tenOClock,
  });
  clock.advance({ hours: 1 });
  const current = { ...made, id: 4, version: 3, params: { url: 'https://localhost/' } };
  const changed = connectorFrom(ctx, { type: 'jira', name: 'New' } as never, current.params, current);
  const updatedAt = plus(tenOClock, { hours: 1 });
  expect(changed).toEqual({ ...current, name: 'New', createdAt: tenOClock, updatedAt });
  const retyped = () => connectorFrom(ctx, { type: 'zendesk', name: 'New' } as never, params, current);
  expect(retyped).toThrow(expect.objectContaining({ field: 'type', message: expect.stringContaining('from jira') }));
  expect(() => connectorFrom(ctx, { type: 'jira', name: 'Jira' } as never, current.params)).toThrow(
    expect.objectContaining({ field: 'params.url' }),
  );
  expect(() => connectorFrom(ctx, { type: 'jira', name: 'Jira' } as never, { a: 'x'.repeat(100_000) })).toThrow(
    expect.objectContaining({ field: 'params' }),
  );
});

it('of a type that needs no connector it is told which types do', () => {
  const of = (type: unknown) => ConnectorInput.safeParse({ type, name: 'Shop' }).error?.issues[0]?.message ?? '';
  expect(of('webhook')).toMatch(/^is not a type that needs a connector: .*\bjira\b.* do$/);
  expect(of('webhook')).not.toContain('telegram');
  expect([of(undefined), of('telegram'), of('jira')]).toEqual(['is required', '', '']);
});
