import { expect, it } from 'vitest';
import { isAddress, isPublicAddress } from '../../functions/domain/public-address.ts';
import { readableLine, readableLines } from '../../functions/domain/readable.ts';

/** The last address before a network that is not public, its first, its last, and the one behind it. */
it.each([
  ['', '0.0.0.0', '0.255.255.255', '1.0.0.0'],
  ['9.255.255.255', '10.0.0.0', '10.255.255.255', '11.0.0.0'],
  ['100.63.255.255', '100.64.0.0', '100.127.255.255', '100.128.0.0'],
  ['126.255.255.255', '127.0.0.0', '127.255.255.255', '128.0.0.0'],
  ['169.253.255.255', '169.254.0.0', '169.254.255.255', '169.255.0.0'],
  ['172.15.255.255', '172.16.0.0', '172.31.255.255', '172.32.0.0'],
  ['191.255.255.255', '192.0.0.0', '192.0.0.255', '192.0.1.0'],
  ['192.0.1.255', '192.0.2.0', '192.0.2.255', '192.0.3.0'],
  ['192.88.98.255', '192.88.99.0', '192.88.99.255', '192.88.100.0'],
  ['192.167.255.255', '192.168.0.0', '192.168.255.255', '192.169.0.0'],
  ['198.17.255.255', '198.18.0.0', '198.19.255.255', '198.20.0.0'],
  ['198.51.99.255', '198.51.100.0', '198.51.100.255', '198.51.101.0'],
  ['203.0.112.255', '203.0.113.0', '203.0.113.255', '203.0.114.0'],
  ['223.255.255.255', '224.0.0.0', '255.255.255.255', ''],
  ['2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2001::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff', '2001:200::'],
  ['2001:db7:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db9::'],
  ['2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2003::'],
  ['3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff', '3fff:1000::'],
  ['3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '4000::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', ''],
  ['', '::', '1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2000::'],
])('%s is public, %s to %s are not, %s is', (before, first, last, behind) => {
  for (const address of [first, last]) expect([address, isPublicAddress(address)]).toEqual([address, false]);
  for (const address of [before, behind].filter((one) => one !== ''))
    expect([address, isPublicAddress(address)]).toEqual([address, true]);
});

it.each(['example.com', '::ffff:1.1.1.1', '2003::1%eth0', '', '1.1.1'])('%s is no public address', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it('an address is no name', () => {
  expect(['1.1.1.1', '::1', 'example.com', '1.1.1'].map(isAddress)).toEqual([true, true, false, false]);
});

it.each([
  ['  a \n\t b\u200bc ', 'a bc'],
  ['\u202e a', 'a'],
  ['a\u0007\u00ad\u200db', 'ab'],
])('what can be read of %j on one line is %j', (text, line) => expect(readableLine(text)).toBe(line));

it.each([
  [' a \r\n b\rc\td ', 'a\n b\nc d'],
  ['a\n\n\n\n\nb\n\nc', 'a\n\nb\n\nc'],
  ['a\u200b  \nb\u0000', 'a\nb'],
])('what can be read of %j is %j', (text, lines) => expect(readableLines(text)).toBe(lines));
