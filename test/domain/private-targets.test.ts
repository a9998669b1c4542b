import { describe, expect, it } from 'vitest';
import { mayLeadTo, noPrivateTargets, privateTargetsIn, reachOf } from '../../functions/domain/private-targets.ts';

const listed = privateTargetsIn('jira.corp.example.com, *.tools.example.com,10.1.0.0/16,127.0.0.1,fd00:1::/32');

describe('a list of what is not public and may be reached', () => {
  it.each([
    ['10.0.0.1', ['10.0.0.1'], ['10.0.0.0', '10.0.0.2']],
    ['fd00::1', ['fd00::1'], ['fd00::2', 'fd00::']],
    ['10.0.0.0/31', ['10.0.0.0', '10.0.0.1'], ['10.0.0.2']],
    ['10.0.0.0/0', ['192.168.0.1'], ['::1']],
    ['10.0.0.0/32', ['10.0.0.0'], ['10.0.0.1']],
    ['10.0.0.0/33', [], ['10.0.0.0']],
    ['fd00::/128', ['fd00::'], ['fd00::1']],
    ['fd00::/129', [], ['fd00::']],
    ['10.0.0.0/8/9', [], ['10.0.0.0']],
    ['10.0.0.0/8x', [], ['10.0.0.0']],
    ['10.0.0.0/0x8', [], ['10.0.0.0']],
    ['fe80::1%eth0', [], ['fe80::1']],
    [' , 10.0.0.1 ,', ['10.0.0.1'], ['10.0.0.2']],
  ])('%s holds %j and not %j', (list, held, others) => {
    const targets = privateTargetsIn(list);
    expect(held.filter((address) => !targets.hasAddress(address))).toEqual([]);
    expect(others.filter((address) => targets.hasAddress(address))).toEqual([]);
    expect(targets.hasAddresses).toBe(held.length > 0);
  });

  it('has names besides, and no address is one', () => {
    expect(['jira.corp.example.com', 'a.tools.example.com'].filter((name) => !listed.hasName(name))).toEqual([]);
    expect(['127.0.0.1', '10.1.0.0/16', 'corp.example.com', ''].filter((name) => listed.hasName(name))).toEqual([]);
    expect(noPrivateTargets.hasName('')).toBe(false);
  });
});

describe('where a URL may lead', () => {
  it.each([
    ['a public name', 'https://example.com/', 'PUBLIC', 'PUBLIC'],
    ['a public address', 'https://1.1.1.1/', 'PUBLIC', 'PUBLIC'],
    ['a free port', 'https://example.com:8443/', 'PUBLIC', 'PUBLIC'],
    ['a name on the list', 'https://jira.corp.example.com/', 'PUBLIC', 'NAMED'],
    ['a name on the list, in capitals', 'https://JIRA.corp.example.com/', 'PUBLIC', 'NAMED'],
    ['a name on the list, in plain http', 'http://jira.corp.example.com:25/', 'only https', 'NAMED'],
    ['a name below one on the list', 'http://a.b.tools.example.com/', 'only https', 'NAMED'],
    ['the name itself', 'http://tools.example.com/', 'only https', 'LISTED'],
    ['a name that ends like one on the list', 'http://notjira.corp.example.com/', 'only https', 'LISTED'],
    ['an address on the list', 'http://10.1.2.3:8080/', 'only https', 'NAMED'],
    ['the same address in other digits', 'http://0x0a010203/', 'only https', 'NAMED'],
    ['an address of IPv6 on the list', 'https://[fd00:1::5]/', 'not public', 'NAMED'],
    ['an address of IPv4 in the clothes of IPv6', 'https://[::ffff:10.1.2.3]/', 'not public', 'not public'],
    ['an address beside it', 'https://10.2.0.1/', 'not public', 'not public'],
    ['an address beside it, in plain http', 'http://10.2.0.1/', 'only https', 'only https'],
    ['metadata', 'http://169.254.169.254/', 'only https', 'only https'],
    ['a port of another service', 'https://example.com:25/', 'port 25', 'LISTED'],
    ['who it is for', 'https://me:pw@jira.corp.example.com/', 'only https', 'only https'],
    ['who it is for, by a password alone', 'https://:pw@jira.corp.example.com/', 'only https', 'only https'],
    ['no web', 'ftp://jira.corp.example.com/', 'only https', 'only https'],
    ['no web, though it ends like it', 'xhttps://jira.corp.example.com/', 'only https', 'only https'],
  ])('%s: %s', (_what, url, without, withList) => {
    const said = (targets: typeof listed) => {
      const reach = reachOf(new URL(url), targets);
      return typeof reach === 'object' ? reach.why : reach;
    };
    expect(said(noPrivateTargets)).toContain(without);
    expect(said(listed)).toContain(withList);
  });

  it.each([
    ['PUBLIC', { '1.1.1.1': true, '10.1.0.9': true, '10.2.0.1': false, '127.0.0.1': true, '169.254.169.254': false }],
    ['LISTED', { '1.1.1.1': false, '10.1.0.9': true, '10.2.0.1': false, '127.0.0.1': true, '169.254.169.254': false }],
    ['NAMED', { '1.1.1.1': true, '10.1.0.9': true, '10.2.0.1': true, '127.0.0.2': false, '169.254.169.254': false }],
    ['NAMED', { 'fd00:2::1': true, '::1': false, 'fe80::1': false, '::ffff:10.1.0.9': false, 'fd00:1::%eth0': false }],
  ] as const)('%s leads to %j', (reach, expected) => {
    const found = Object.keys(expected).map((address) => [address, mayLeadTo(address, reach, listed)]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});
