import { ActionOfSource, isCarriedOut } from '../domain/alert-action/alert-action.ts';
import type { Item } from './table.ts';

export const sourceActionsType = 'SOURCE_ACTIONS';

const attribute = /^a\d+$/;

/** Each action has an attribute of its own in a source's item, so that actions do not wait for each other. */
export const actionAttribute = (id: number): string => `a${id}`;

/** Whether a source has actions that are carried out for its alerts. */
export const hasActions = (item: Item | undefined): boolean => actionsIn(item).some(isCarriedOut);

/**
 * What a source's actions ask of its alerts, read from its item, oldest action first. One of a newer version that says what
 * nobody knows here is left out: the others must not wait for it.
 */
export const actionsIn = (item: Item | undefined): ActionOfSource[] =>
  Object.entries(item ?? {})
    .filter(([name]) => attribute.test(name))
    .flatMap(([, value]) => ActionOfSource.safeParse(JSON.parse(String(value))).data ?? [])
    .sort((a, b) => a.id - b.id);
