import { sealed } from '../../platform/cipher.ts';
import { systemClock } from '../../platform/clock.ts';
import { environment } from '../../platform/environment.ts';
import { createDynamoTable } from '../../store/dynamo.ts';
import { createStore } from '../../store/store.ts';

/** The store of functions that never show a stored secret: waking people does not depend on Secrets Manager. */
export const store = createStore(createDynamoTable({ tableName: environment('TABLE_NAME') }), {
  clock: systemClock,
  auditDays: Number(environment('AUDIT_DAYS')),
  cipher: sealed,
});
