import type { Incident, IncidentUpdate } from '../incident/incident.ts';
import { incidentScope, newTelling, type Telling } from './telling.ts';

/** What subscribers are told of something that was said of an incident; undefined where nobody is to be told. */
export function tellingOf(
  { id, summary }: Pick<Incident, 'id' | 'summary'>,
  update: IncidentUpdate | undefined,
): Telling | undefined {
  if (update?.sendNotification !== true) return undefined;
  const { id: updateId, status, content, affected, createdAt } = update;
  const told = { kind: 'INCIDENT' as const, incidentId: id, updateId, summary, status, message: content, affected };
  return newTelling(incidentScope(id), updateId, told, createdAt);
}
