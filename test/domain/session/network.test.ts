import { expect, it } from 'vitest';
import { networkOf } from '../../../functions/domain/session/network.ts';

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
  ['2001:db8:0:1::5', '2001:db8:0:1::/64'],
  ['2001:0DB8:0000:0001::5', '2001:db8:0:1::/64'],
  ['2001:db8::', '2001:db8:0:0::/64'],
  ['2001:db8::5', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
])('%s is of %s', (address, network) => expect(networkOf(address)).toBe(network));

it('has a length whatever the address is', () => {
  for (const address of ['::::::::', ':', '1:2:3:4:5:6:7:8:9:10', `${'f'.repeat(40)}::`])
    expect(networkOf(address).length).toBeLessThan(80);
});
