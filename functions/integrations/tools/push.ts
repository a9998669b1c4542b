import type { Tool } from '../adapter.ts';
import { readOwnForm } from '../own-form.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'eventType is "RESOLVE"',
  setup:
    'For tools such as kwatch that send our own event form with `message` for `details`: enter {url} as the webhook, or the key of the source where only a key is asked for.',
  source: ['https://github.com/abahmed/kwatch/tree/main/internal/delivery'],
  sample: {
    eventType: 'ALERT',
    summary: '[prod] ledger/worker-5c7d OOMKilled',
    message: 'Pod: worker-5c7d\nContainer: worker\nReason: OOMKilled',
    priority: 'HIGH',
    alertKey: 'ledger/worker-5c7d',
  },
  read: ({ body }) => readOwnForm(body) ?? unknownBody('Push', body),
};
