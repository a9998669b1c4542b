import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replyAddress, tokenOfReplyAddress } from '../../../functions/domain/reply/address.ts';

const domain = 'in.example.com';
const token = Buffer.from('the signed token of an alert').toString('base64url');

describe('the address that replies go to', () => {
  it('gives its token back, whatever case a mail system made of it', () => {
    const address = replyAddress(token, domain);
    for (const written of [address, address.toUpperCase(), ` ${address} `]) {
      expect(tokenOfReplyAddress(written, domain)).toBe(token);
      expect(tokenOfReplyAddress(written, 'IN.Example.com')).toBe(token);
    }
  });

  it('gives every token back', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 36 });
    fc.assert(
      fc.property(bytes, (some) => {
        const any = Buffer.from(some).toString('base64url');
        expect(tokenOfReplyAddress(replyAddress(any, domain), domain)).toBe(any);
      }),
    );
  });

  it('has a local part that mail systems take', () => {
    const longest = Buffer.alloc(36, 255).toString('base64url');
    expect(replyAddress(longest, domain).split('@')[0]?.length).toBeLessThanOrEqual(64);
    expect(replyAddress(longest, domain)).toMatch(/^alert\+[a-z2-7]+@in\.example\.com$/);
  });

  it.each([
    'alert@in.example.com',
    'alert+@in.example.com',
    'alert+abc@example.com',
    'alert+abc@evil-in.example.com',
    'xalert+abc@in.example.com',
    'alert+abc1@in.example.com',
    'alert+abc@in.example.com.evil.com',
    `alert+${'a'.repeat(59)}@in.example.com`,
    '',
  ])('is not %j', (address) => {
    expect(tokenOfReplyAddress(address, domain)).toBeUndefined();
  });
});
