import { describe, expect, it } from 'vitest';
import { deliveryToAddress, deliveryToNumber } from '../../../local/outbox/behaviour.ts';

describe('the local phones and mailboxes', () => {
  it.each(['+4915123450001', '+491510000000', '+12025550100', '+4915112340000', '+491701234567'])(
    'take what is sent to %s, a number that anybody may pick',
    (number) => {
      expect(deliveryToNumber(number)).toBe('delivered');
    },
  );

  it('fail for those who ask for it', () => {
    expect(deliveryToNumber('+4915112555404')).toBe('rejected');
    expect(deliveryToNumber('+4915112555410')).toBe('failed');
    expect(deliveryToNumber('+4915112555408')).toBe('unanswered');
    expect(deliveryToAddress('bounce+ada@example.com')).toBe('failed');
    expect(deliveryToAddress('complaint@example.com')).toBe('complained');
    expect(deliveryToAddress('ada@example.com')).toBe('delivered');
  });
});
