import { warningKeptFor } from '../domain/alert-source/warning-terms.ts';
import { epochSecondsOf, plus } from '../domain/instants.ts';
import type { EventBudgets, RefusalNotes } from '../ports/event-budgets.ts';
import { anyOf, ifAbsent, ifAtMost } from './conditions.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

const keptFor = { hours: 1 };

/** An item for each key and minute in which it sends much, added to and never read. */
export function createEventBudgets(table: Pick<Table, 'write'>): EventBudgets {
  return {
    async take({ name, at, most }, wanted) {
      let asked = Math.min(wanted, most);
      // Each time somebody else took some of the rest meanwhile.
      for (let attempt = 1; attempt <= 4; attempt += 1) {
        const [refusal] = await table.write([
          {
            update: keys.eventBudget(name, at),
            set: { type: 'EVENT_BUDGET', expiresAt: epochSecondsOf(plus(at, keptFor)) },
            add: { taken: asked },
            condition: anyOf(ifAbsent, ifAtMost('taken', most - asked)),
          },
        ]);
        if (refusal === undefined) return asked;
        const left = most - Number(refusal.old?.taken ?? most);
        if (left <= 0) return 0;
        asked = Math.min(asked, left);
      }
      return 0;
    },
  };
}

/** The warning about a source, without its schema: `ingest` loads fast because of it. */
export function createRefusalNotes(table: Pick<Table, 'write'>): RefusalNotes {
  return {
    async note(sourceId, count, at) {
      const update = keys.sourceWarning(sourceId, 'RATE_LIMITED');
      const seen = { lastSeenAt: at, expiresAt: epochSecondsOf(plus(at, warningKeptFor('RATE_LIMITED'))) };
      const first = { type: 'SOURCE_WARNING', kind: 'RATE_LIMITED', firstSeenAt: at, count, ...seen };
      const condition = anyOf(ifAbsent, ifAtMost('expiresAt', epochSecondsOf(at)));
      const refusals = await table.write([{ update, set: first, condition }]);
      if (refusals.length > 0) await table.write([{ update, set: seen, add: { count } }]);
    },
  };
}
