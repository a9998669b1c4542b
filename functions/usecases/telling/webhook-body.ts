import type { Telling } from '../../domain/telling/telling.ts';

interface NamedService {
  readonly id: number;
  readonly name: string;
}

/** What a webhook is told: the same facts as a mail, in one shape with a version. */
export function webhookBody({ told, at }: Telling, services: readonly NamedService[], url: string | undefined): object {
  const page = url === undefined ? {} : { page: url };
  if (told.kind === 'MAINTENANCE')
    return {
      version: 1,
      type: `maintenance.${told.moment.toLowerCase()}`,
      timestamp: at,
      ...page,
      maintenance: {
        id: told.windowId,
        summary: told.summary,
        description: told.description,
        start: told.start,
        end: told.end,
        services,
        ...(url !== undefined && { url: `${url}maintenances/${told.windowId}` }),
      },
    };
  const impacts = new Map(told.affected.map(({ serviceId, impact }) => [serviceId, impact]));
  return {
    version: 1,
    type: told.status === 'RESOLVED' ? 'incident.resolved' : 'incident.updated',
    timestamp: at,
    ...page,
    incident: {
      id: told.incidentId,
      update: told.updateId,
      summary: told.summary,
      status: told.status,
      message: told.message,
      services: services.map((service) => ({ ...service, impact: impacts.get(service.id) })),
      ...(url !== undefined && { url: `${url}incidents/${told.incidentId}` }),
    },
  };
}
