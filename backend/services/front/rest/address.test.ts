import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { networkOf } from './address.ts';

test('IPv4 addresses are themselves, however they are written', () => {
  assert.equal(networkOf('192.0.2.7'), '192.0.2.7');
  assert.equal(networkOf('::ffff:192.0.2.7'), '192.0.2.7');
});

test('IPv6 addresses are the network of their first 64 bits', () => {
  for (const address of ['2001:db8:1:2::1', '2001:0DB8:0001:0002:ffff:1:2:3', '2001:db8:1:2:3:4:5::'])
    assert.equal(networkOf(address), '2001:db8:1:2::/64', address);
  assert.equal(networkOf('::1'), '0:0:0:0::/64');
  assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0:0::/64');
  assert.notEqual(networkOf('2001:db8:1:3::1'), networkOf('2001:db8:1:2::1'));
});

test('what is no address stays what it is', () => {
  assert.equal(networkOf(''), '');
});
