import { describe, expect, it } from 'vitest';
import { isPublicAddress, publicFetch } from '../../functions/platform/public-fetch.ts';

describe('addresses that may be fetched', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['this machine', '127.0.0.1'],
    ['this machine', '::1'],
    ['this machine, dressed up', '::ffff:127.0.0.1'],
    ['any', '0.0.0.0'],
    ['a private network', '10.1.2.3'],
    ['a private network', '172.31.255.255'],
    ['a private network', '192.168.0.1'],
    ['a private network', 'fd00::1'],
    ['a private network, translated', '64:ff9b::a00:1'],
    ['the metadata of a machine in the cloud', '169.254.169.254'],
    ['a neighbour', 'fe80::1'],
    ['everybody', '255.255.255.255'],
    ['no address', 'example.com'],
  ])('%s is not: %s', (_what, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('the guarded fetch', () => {
  it.each([
    ['without encryption', 'http://example.com/a.ics', 'only https'],
    ['a file', 'file:///etc/passwd', 'only https'],
    ['with a password', 'https://me:secret@example.com/a.ics', 'only https'],
    ['this machine by number', 'https://127.0.0.1/a.ics', 'not public'],
    ['this machine in another notation', 'https://0x7f000001/a.ics', 'not public'],
    ['this machine by IPv6', 'https://[::1]/a.ics', 'not public'],
    ['the metadata service', 'https://169.254.169.254/latest/meta-data', 'not public'],
    ['this machine by name', 'https://localhost/a.ics', 'not public'],
  ])('refuses %s', async (_what, url, reason) => {
    await expect(publicFetch(url)).rejects.toThrow(reason);
  });
});
