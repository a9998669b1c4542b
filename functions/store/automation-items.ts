import type { Alert } from '../domain/alert/alert.ts';
import { Effect } from '../domain/automation/effect.ts';
import { AutomationRun, firstRun } from '../domain/automation/run.ts';
import { VersionConflictError } from '../domain/errors.ts';
import { type Instant, plus } from '../domain/time.ts';
import type { RunWrite } from '../ports/automation-store.ts';
import { logItem } from './alert-log.ts';
import { allOf, ifEquals, ifPresent, ifVersion } from './conditions.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { indexKeys, keys } from './keys.ts';
import type { Item, WriteOperation } from './table.ts';
import type { Step } from './writes.ts';

export const sourceAutomationType = 'SOURCE_AUTOMATION';

const ruleAttribute = /^r\d+$/;

/** Each rule has an attribute of its own in a source's item, so that rules do not wait for each other. */
export const effectAttribute = (ruleId: number): string => `r${ruleId}`;

/** What alerts of a source do, read from its item, oldest rule first; nothing when it has no item. */
export const effectsIn = (item: Item | undefined): Effect[] =>
  Object.entries(item ?? {})
    .filter(([name]) => ruleAttribute.test(name))
    .map(([, value]) => Effect.parse(JSON.parse(String(value))))
    .sort((a, b) => (a.key < b.key ? -1 : 1));

/** Whether alerts of a source do anything. */
export const hasEffects = (item: Item | undefined): boolean =>
  Object.keys(item ?? {}).some((name) => ruleAttribute.test(name));

const runForm: Form<AutomationRun> = { type: 'AUTOMATION_RUN', schema: AutomationRun };

/** The run that an item holds. */
export const runOf = (item: Item): AutomationRun => entityOf(runForm, item);

/** The stream brings it sooner; what it lost is found by the tick after that. */
const foundAfter = { seconds: 15 };

/** The item that holds a run. */
export const runItem = (run: AutomationRun): Item =>
  itemAt(
    keys.automationOfAlert(run.alertId),
    attributesOf(runForm, run),
    run.dueAt === undefined ? {} : indexKeys.due('automation', run.dueAt),
  );

/** The run of an alert that is about to be created, where its source has rules. */
export const runOfNew = (alert: Alert, now: Instant): WriteOperation[] =>
  alert.automation === undefined ? [] : [{ put: runItem(firstRun(alert, plus(now, foundAfter))) }];

/** An automated alert that has come to something else, with what asks for its automation; an alert that has not is the same. */
export function askedFor(alert: Alert, now: Instant): { readonly alert: Alert; readonly asks: WriteOperation[] } {
  if (alert.automation === undefined || alert.automation === alert.status) return { alert, asks: [] };
  const update = keys.automationOfAlert(alert.id);
  const set = indexKeys.due('automation', plus(now, foundAfter));
  return {
    alert: { ...alert, automation: alert.status },
    asks: [{ update, set, add: { asks: 1 }, condition: ifPresent }],
  };
}

/** The steps that write a run, for a transaction with what it did. Refused when it was asked for again meanwhile. */
export const runSteps = ({ run, previous, log }: RunWrite): Step[] => [
  {
    operation: {
      put: runItem({ ...run, version: previous.version + 1 }),
      condition: allOf(ifVersion(previous.version), ifEquals('asks', previous.asks)),
    },
    refused: () => new VersionConflictError(`automation of alert ${run.alertId}`),
  },
  ...log.map((entry): Step => ({ operation: { put: logItem(entry) }, refused: never })),
];

const never = (): Error => new Error('an unconditional write was refused');
