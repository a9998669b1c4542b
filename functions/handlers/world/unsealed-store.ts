import { createCipher } from '../../platform/cipher.ts';
import { systemClock } from '../../platform/clock.ts';
import { environment } from '../../platform/environment.ts';
import { masterSecret } from '../../platform/secrets.ts';
import { createDynamoTable } from '../../store/dynamo.ts';
import { createStore } from '../../store/store.ts';

/** The store of functions that write and show integration keys. */
export const unsealedStore = async () =>
  createStore(createDynamoTable({ tableName: environment('TABLE_NAME') }), {
    clock: systemClock,
    auditDays: Number(environment('AUDIT_DAYS')),
    cipher: createCipher(await masterSecret()),
  });
