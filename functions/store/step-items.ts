import { gunzipSync, gzipSync } from 'node:zlib';
import { EscalationStep, PlannedNotification } from '../domain/alert/alert.ts';
import { plus } from '../domain/time.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { indexKeys, keys } from './keys.ts';
import type { Item } from './table.ts';

const form: Form<EscalationStep> = { type: 'STEP', schema: EscalationStep };
const partType = 'STEP_PART';

/** How long a step may take before the tick expands it. */
const stepGrace = { seconds: 30 };

/** A plan for more notifications is packed: as a list, some 2,800 would already be too large for an item. */
const longestList = 200;
/** Characters of a packed plan in one item; what is longer goes on in parts beside it. */
const packedPerItem = 300_000;

/** The items of a step: the first says what it is, due until it is expanded; a very long plan goes on in the others. */
export function stepItems(step: EscalationStep): Item[] {
  const [first = '', ...rest] = step.notifications.length > longestList ? packed(step.notifications) : [];
  const isPacked = first !== '';
  const attributes = attributesOf(form, isPacked ? { ...step, notifications: [] } : step);
  const due = step.expandedAt === undefined ? indexKeys.due('step', plus(step.claimedAt, stepGrace)) : {};
  return [
    itemAt(keys.step(step.alertId, step.stepId), attributes, isPacked ? { plan: first, parts: rest.length } : {}, due),
    ...rest.map((plan, index) =>
      itemAt(keys.stepPart(step.alertId, step.stepId, index + 1), { type: partType, stepId: step.stepId, plan }),
    ),
  ];
}

/** How many items beside its own hold the plan of a step. */
export const partsOf = (item: Item): number => Number(item.parts ?? 0);

/** The step an item holds, with the parts of its plan, if it has any, in order. */
export function stepOf(item: Item, parts: readonly Item[] = []): EscalationStep {
  if (item.plan === undefined) return entityOf(form, item);
  const text = [item, ...parts].map(({ plan }) => String(plan)).join('');
  return entityOf(form, { ...item, notifications: unpacked(text) });
}

/** The steps among the items of an alert, each with its parts; the items are in the order of their keys. */
export function stepsAmong(items: readonly Item[]): EscalationStep[] {
  const parts = Map.groupBy(
    items.filter(({ type }) => type === partType),
    ({ stepId }) => stepId,
  );
  return items.filter(({ type }) => type === form.type).map((item) => stepOf(item, parts.get(item.stepId)));
}

function packed(plan: readonly PlannedNotification[]): string[] {
  const text = gzipSync(JSON.stringify(plan)).toString('base64');
  return Array.from({ length: Math.ceil(text.length / packedPerItem) }, (_, index) =>
    text.slice(index * packedPerItem, (index + 1) * packedPerItem),
  );
}

const unpacked = (text: string): PlannedNotification[] =>
  PlannedNotification.array().parse(JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString()));
