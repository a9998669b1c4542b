import { describe, expect, it } from 'vitest';
import { afterHitch, firstWay, isStuck, type Way } from '../../../functions/domain/notification/trouble.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { tenOClock as now } from '../../support/factories.ts';

const one: readonly Way[] = [{ name: 'sms.eum' }];
const two: readonly Way[] = [{ name: 'voice.connect', isIdempotent: true }, { name: 'voice.eum' }];
const since = (seconds: number, driver = 'voice.connect') => ({ driver, since: minus(now, { seconds }) });

describe('the way to begin with', () => {
  it.each<[string, ReturnType<typeof firstWay>, number]>([
    ['the first, without trouble', firstWay(two, undefined, now), 0],
    ['the first, while there is patience with it', firstWay(two, since(59), now), 0],
    ['the second, after a minute of the first', firstWay(two, since(60), now), 1],
    ['the second, while there is patience with it', firstWay(two, since(59, 'voice.eum'), now), 1],
    ['the second still, where there is no third', firstWay(two, since(600, 'voice.eum'), now), 1],
    ['the first, where nobody knows the one in trouble', firstWay(two, since(600, 'gone'), now), 0],
    ['the only one, however long', firstWay(one, since(600, 'sms.eum'), now), 0],
  ])('is %s', (_which, found, expected) => {
    expect(found).toBe(expected);
  });
});

describe('a notification whose last way is in trouble', () => {
  it('is stuck after a minute, so that the next rule does not wait for it', () => {
    expect(isStuck(two, since(60, 'voice.eum'), now)).toBe(true);
    expect(isStuck(two, since(59, 'voice.eum'), now)).toBe(false);
    expect(isStuck(two, since(600), now)).toBe(false);
    expect(isStuck(two, undefined, now)).toBe(false);
    expect(isStuck([], since(600), now)).toBe(false);
    const three = [...two, { name: 'voice.third' }];
    expect(isStuck(three, since(60, 'voice.third'), now)).toBe(true);
    expect(isStuck(three, since(60, 'voice.eum'), now)).toBe(false);
  });
});

describe('after a hitch', () => {
  const afterwards = (
    ways: readonly Way[],
    hitch: 'postponed' | 'unsure',
    {
      index = 0,
      attempts = 1,
      troubled,
      began = 0,
    }: { index?: number; attempts?: number; troubled?: number; began?: number } = {},
  ) =>
    afterHitch(ways, index, hitch, {
      trouble: troubled === undefined ? undefined : since(troubled, ways[index]?.name),
      attempts,
      startedAt: minus(now, { seconds: began }),
      now,
    });
  const waits = (seconds: number, from: number, driver = 'voice.connect') => ({
    kind: 'wait',
    until: plus(now, { seconds }),
    trouble: { driver, since: minus(now, { seconds: from }) },
  });
  const next = { kind: 'next-way' };

  it.each<[string, ReturnType<typeof afterwards>, object]>([
    ['the first time: again in five seconds', afterwards(two, 'postponed'), waits(5, 0)],
    ['the second time: a little later', afterwards(two, 'postponed', { attempts: 2, troubled: 10 }), waits(10, 10)],
    ['the third time', afterwards(two, 'postponed', { attempts: 3, troubled: 20 }), waits(20, 20)],
    [
      'when another try would not end within the minute: the next way',
      afterwards(two, 'postponed', { attempts: 3, troubled: 21 }),
      next,
    ],
    ['after a minute: the next way', afterwards(two, 'postponed', { attempts: 4, troubled: 60 }), next],
    [
      'of a way that tells repeats apart: again soon, though it may have gone out',
      afterwards(two, 'unsure', { began: 3 }),
      waits(5, 3),
    ],
    [
      'of one that does not: not before the minute is over',
      afterwards(two, 'unsure', { index: 1, began: 3 }),
      waits(57, 3, 'voice.eum'),
    ],
    [
      'of the only one, postponed: within the minute at least',
      afterwards(one, 'postponed', { attempts: 4, troubled: 45 }),
      waits(15, 45, 'sms.eum'),
    ],
    [
      'of the only one, postponed early',
      afterwards(one, 'postponed', { attempts: 2, troubled: 10 }),
      waits(10, 10, 'sms.eum'),
    ],
    [
      'of the only one, long after',
      afterwards(one, 'postponed', { attempts: 4, troubled: 300 }),
      waits(40, 300, 'sms.eum'),
    ],
    [
      'of the only one, very long after: a minute at most',
      afterwards(one, 'postponed', { attempts: 9, troubled: 900 }),
      waits(60, 900, 'sms.eum'),
    ],
    [
      'of the only one that may have gone out, long after: a minute',
      afterwards(one, 'unsure', { attempts: 2, troubled: 60 }),
      waits(60, 60, 'sms.eum'),
    ],
    [
      'of the last of two, after its minute',
      afterwards(two, 'postponed', { index: 1, attempts: 2, troubled: 60 }),
      waits(10, 60, 'voice.eum'),
    ],
  ])('%s', (_what, found, expected) => {
    expect(found).toEqual(expected);
  });
});
