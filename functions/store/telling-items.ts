import { IdCollisionError } from '../domain/errors.ts';
import { Telling } from '../domain/telling/telling.ts';
import { ifAbsent } from './conditions.ts';
import { attributesOf, type Form, itemAt } from './items.ts';
import { indexKeys, keys } from './keys.ts';
import type { Item } from './table.ts';
import type { Step } from './writes.ts';

export const tellingForm: Form<Telling> = { type: 'TELLING', schema: Telling, asJson: ['told', 'counts'] };

/** The item of a telling, due while it is not over. */
export const tellingItem = (telling: Telling): Item =>
  itemAt(
    keys.telling(telling.scope, telling.id),
    attributesOf(tellingForm, telling),
    telling.dueAt === undefined ? {} : indexKeys.due('subscribers', telling.dueAt),
  );

/** The step that writes what is to be told with what it tells of. */
export const tellingSteps = (telling: Telling | undefined): Step[] =>
  telling === undefined
    ? []
    : [
        {
          operation: { put: tellingItem(telling), condition: ifAbsent },
          refused: () => new IdCollisionError(`telling ${telling.scope} ${telling.id}`),
        },
      ];
