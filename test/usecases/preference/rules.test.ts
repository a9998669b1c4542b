import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../functions/domain/notification/notification.ts';
import type { Method } from '../../../functions/domain/user/user.ts';
import { checkMethod } from '../../../functions/usecases/preference/check-method.ts';
import { contactFor } from '../../../functions/usecases/preference/contact-for.ts';
import { DutyPreferenceInput } from '../../../functions/usecases/preference/inputs.ts';
import { aUser } from '../../support/factories.ts';

/** With e-mail address 11 and phone 12. */
const user = aUser(1);

describe('the contact of a rule', () => {
  it.each<[Method, number, object]>([
    ['EMAIL', 11, { contactId: 11 }],
    ['SMS', 12, { contactId: 12 }],
    ['VOICE', 12, { contactId: 12 }],
  ])('by %s is one of the user’s that it can lead to', (method, id, expected) => {
    expect(contactFor(user, method, { id })).toEqual(expected);
  });

  it('is none where all devices get it', () => {
    expect([contactFor(user, 'PUSH', null), contactFor(user, 'PUSH', undefined)]).toEqual([{}, {}]);
  });

  it.each<[Method, number | undefined, string]>([
    ['PUSH', 11, 'contact: must be null with method PUSH'],
    ['SMS', undefined, 'contact: is required with method SMS'],
    ['EMAIL', 12, 'contact.id: must be an e-mail contact with method EMAIL'],
    ['VOICE', 11, 'contact.id: must be a phone contact with method VOICE'],
    ['EMAIL', 21, 'contact.id: the user has no contact 21'],
    ['SMS', 21, 'contact.id: the user has no contact 21'],
  ])('by %s is not %s', (method, id, problem) => {
    const more = user.phones.map((phone) => ({ ...phone, id: 14 }));
    const wanted = id === undefined ? null : { id };
    for (const phones of [user.phones, [...user.phones, ...more]])
      expect(() => contactFor({ ...user, phones }, method, wanted)).toThrow(problem);
  });
});

describe('the method of a rule', () => {
  const check = (method: Method, configuredChannels?: readonly Channel[], current?: Method) => () =>
    checkMethod({ settings: { configuredChannels } } as never, method, current);

  it('is one that the deployment has, or the one that the rule has already', () => {
    expect(check('SMS', ['EMAIL', 'SMS'])).not.toThrow();
    expect(check('VOICE')).not.toThrow();
    expect(check('SMS', ['EMAIL'], 'SMS')).not.toThrow();
  });

  it('is refused with those that there are', () => {
    expect(check('SMS', ['EMAIL', 'PUSH'], 'VOICE')).toThrow(
      /^method: SMS is not set up in this deployment: use (EMAIL, PUSH|PUSH, EMAIL)$/,
    );
    expect(check('WHATSAPP')).toThrow('method: WHATSAPP does not exist here: use ');
  });
});

it('what is told of shifts is that one is on call, said or not', () => {
  const types = ['ON_CALL', null, undefined, 'OFF_CALL'];
  const read = (type: unknown) => DutyPreferenceInput.safeParse({ method: 'EMAIL', type }).success;
  expect(types.map(read)).toEqual([true, true, true, false]);
});
