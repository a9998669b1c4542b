import { type Api, answer, api } from '../../../client/api.ts';
import { refresh } from '../../../client/query.ts';

/** The four kinds of rules, by their name in paths. */
export type RuleKind = 'alerts' | 'duties' | 'updates' | 'subscriptions';

/** A rule as its form has it; each kind takes what is its own. */
export interface RuleDraft {
  readonly method: string;
  readonly contactId: number | undefined;
  readonly delayMin: number | undefined;
  readonly beforeMin: number;
  readonly type: string;
}

/** The draft of a rule for alerts as it is kept. */
export const draftOf = ({ method, contact, delayMin, type }: Api<'AlertRule'>): RuleDraft => ({
  method,
  contactId: contact?.id,
  delayMin,
  beforeMin: 0,
  type,
});

type Contact = { readonly contact: { readonly id: number } | null };
const contactOf = ({ method, contactId }: RuleDraft): Contact => ({
  contact: method === 'PUSH' || contactId === undefined ? null : { id: contactId },
});

/** Stores a rule: a new one, or in the place of another. Its mistakes are the API's to tell. */
export async function saveRule(user: number, kind: RuleKind, draft: RuleDraft, id?: number): Promise<void> {
  const contact = contactOf(draft);
  const method = draft.method as never;
  const create = { params: { path: { user } } };
  const replace = { params: { path: { user, id: id ?? 0 } } };
  switch (kind) {
    case 'alerts': {
      const body = { ...contact, method, type: draft.type as never, delayMin: draft.delayMin ?? null };
      await (id === undefined
        ? answer(api.POST('/users/{user}/notification-preferences/alerts', { ...create, body }))
        : answer(api.PUT('/users/{user}/notification-preferences/alerts/{id}', { ...replace, body })));
      break;
    }
    case 'duties': {
      const body = { ...contact, method, beforeMin: draft.beforeMin as never };
      await (id === undefined
        ? answer(api.POST('/users/{user}/notification-preferences/duties', { ...create, body }))
        : answer(api.PUT('/users/{user}/notification-preferences/duties/{id}', { ...replace, body })));
      break;
    }
    case 'updates': {
      const body = { ...contact, method, type: draft.type as never };
      await (id === undefined
        ? answer(api.POST('/users/{user}/notification-preferences/updates', { ...create, body }))
        : answer(api.PUT('/users/{user}/notification-preferences/updates/{id}', { ...replace, body })));
      break;
    }
    case 'subscriptions': {
      const body = { ...contact, method };
      await (id === undefined
        ? answer(api.POST('/users/{user}/notification-preferences/subscriptions', { ...create, body }))
        : answer(api.PUT('/users/{user}/notification-preferences/subscriptions/{id}', { ...replace, body })));
      break;
    }
  }
  await refreshRules();
}

/** Takes a rule away. */
export async function removeRule(user: number, kind: RuleKind, id: number): Promise<void> {
  const own = { params: { path: { user, id } } };
  await {
    alerts: () => answer(api.DELETE('/users/{user}/notification-preferences/alerts/{id}', own)),
    duties: () => answer(api.DELETE('/users/{user}/notification-preferences/duties/{id}', own)),
    updates: () => answer(api.DELETE('/users/{user}/notification-preferences/updates/{id}', own)),
    subscriptions: () => answer(api.DELETE('/users/{user}/notification-preferences/subscriptions/{id}', own)),
  }[kind]();
  await refreshRules();
}

const refreshRules = (): Promise<void> =>
  refresh(
    '/users/{user}/notification-preferences/alerts',
    '/users/{user}/notification-preferences/duties',
    '/users/{user}/notification-preferences/updates',
    '/users/{user}/notification-preferences/subscriptions',
  );
