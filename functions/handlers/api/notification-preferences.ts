import type {
  AlertPreference,
  DutyPreference,
  SubscriptionPreference,
  UpdatePreference,
  User,
} from '../../domain/user/user.ts';
import { checkMethod } from '../../usecases/preference/check-method.ts';
import { contactFor } from '../../usecases/preference/contact-for.ts';
import {
  AlertPreferenceInput,
  DutyPreferenceInput,
  SubscriptionPreferenceInput,
  UpdatePreferenceInput,
} from '../../usecases/preference/inputs.ts';
import type { Route } from './route.ts';
import { type UserPart, userPart } from './user-part.ts';

type Kind = keyof User['preferences'];

interface Rule {
  readonly id: number;
  readonly contactId?: number | undefined;
}

/** What all kinds of preferences share: where they stand, and how the contact is shown. */
const preference = <Item extends Rule>(kind: Kind & string, items: (user: User) => Item[]) => ({
  path: `notification-preferences/${kind}`,
  kind: 'notification preference',
  items,
  withItems: (user: User, rules: Item[]): User => ({ ...user, preferences: { ...user.preferences, [kind]: rules } }),
  present: ({ id, contactId, ...rule }: Item): object => ({
    id,
    ...rule,
    contact: contactId === undefined ? null : { id: contactId },
  }),
});

type Part<Item extends Rule, Input> = UserPart<Item, Input>;

const alerts: Part<AlertPreference, AlertPreferenceInput> = {
  ...preference('alerts', (user) => user.preferences.alerts),
  input: AlertPreferenceInput,
  from: (ctx, user, { method, contact, delayMin, type }, current) => {
    checkMethod(ctx, method, current?.method);
    return {
      id: current?.id ?? ctx.ids.next(),
      method,
      ...contactFor(user, method, contact),
      delayMin: delayMin ?? 0,
      type,
    };
  },
};

const duties: Part<DutyPreference, DutyPreferenceInput> = {
  ...preference('duties', (user) => user.preferences.duties),
  input: DutyPreferenceInput,
  from: (ctx, user, { method, contact, beforeMin, type }, current) => {
    checkMethod(ctx, method, current?.method);
    return {
      id: current?.id ?? ctx.ids.next(),
      method,
      ...contactFor(user, method, contact),
      beforeMin: beforeMin ?? 0,
      type: type ?? 'ON_CALL',
    };
  },
};

const updates: Part<UpdatePreference, UpdatePreferenceInput> = {
  ...preference('updates', (user) => user.preferences.updates),
  input: UpdatePreferenceInput,
  from: (ctx, user, { method, contact, type }, current) => {
    checkMethod(ctx, method, current?.method);
    return {
      id: current?.id ?? ctx.ids.next(),
      method,
      ...contactFor(user, method, contact),
      type,
    };
  },
};

const subscriptions: Part<SubscriptionPreference, SubscriptionPreferenceInput> = {
  ...preference('subscriptions', (user) => user.preferences.subscriptions),
  input: SubscriptionPreferenceInput,
  from: (ctx, user, { method, contact }, current) => {
    checkMethod(ctx, method, current?.method);
    return {
      id: current?.id ?? ctx.ids.next(),
      method,
      ...contactFor(user, method, contact),
    };
  },
};

export const notificationPreferenceRoutes: readonly Route[] = [
  ...userPart(alerts),
  ...userPart(duties),
  ...userPart(updates),
  ...userPart(subscriptions),
];
