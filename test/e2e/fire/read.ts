import type { ExecutionView } from '../../../local/aws/step-functions/types.ts';
import type { OutboxMessage } from '../../../local/outbox/message.ts';
import type { LocalCloud } from '../../support/local-cloud.ts';
import { isPage, type Stage } from './stage.ts';

export interface AlertSeen {
  readonly id: number;
  readonly status: 'PENDING' | 'ACCEPTED' | 'RESOLVED';
  readonly alertKey: string;
  readonly log: readonly { readonly timestamp: string; readonly logEntryType: string; readonly text: string }[];
  readonly notifications: readonly {
    readonly method: string;
    readonly target: string;
    readonly status: 'SCHEDULED' | 'SUCCESS' | 'ERROR';
    readonly errorMessage?: string;
    readonly user?: { readonly id: number };
  }[];
  readonly executions: readonly ExecutionView[];
  readonly pages: readonly OutboxMessage[];
}

export interface EventSeen {
  readonly receivedAt: string;
  readonly outcome: string;
  readonly alertId: number | null;
  readonly event: { readonly eventType: string; readonly summary: string; readonly alertKey: string };
}

/** What the public API, the outbox and the executions tell of one story. */
export interface StorySeen {
  readonly stage: Stage;
  readonly events: readonly EventSeen[];
  readonly alerts: readonly AlertSeen[];
}

/** Asks for everything that the API tells of a story. */
export async function readStory(cloud: LocalCloud, stage: Stage, outbox: readonly OutboxMessage[]): Promise<StorySeen> {
  const read = async (path: string) => {
    const { status, body } = await cloud.api('GET', path);
    if (status !== 200) throw new Error(`GET ${path} is answered with ${status}`);
    return body;
  };
  const { id: sourceId } = stage.source;
  const events = await read(`/api/alert-sources/${sourceId}/events?max-results=100`);
  const alerts: AlertSeen[] = [];
  for (const alert of await read(`/api/alerts?sources=${sourceId}&max-results=100`)) {
    alerts.push({
      ...alert,
      log: await read(`/api/alerts/${alert.id}/log-entries?max-results=100`),
      notifications: await read(`/api/alerts/${alert.id}/notifications`),
      executions: await cloud.executions(alert.id),
      pages: outbox.filter((message) => message.alertId === alert.id && isPage(message)),
    });
  }
  return { stage, events, alerts };
}
