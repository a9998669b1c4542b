import type { Tool } from '../adapter.ts';
import { readOwnForm } from '../own-form.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'eventType is "RESOLVE", which the script sends when the test succeeds again',
  setup: `Save this as \`/usr/local/bin/tocsin-monit\`, executable:

\`\`\`
#!/bin/sh
exec curl -sS -m 20 --retry 5 --data-urlencode "eventType=$1" --data-urlencode "alertKey=$MONIT_HOST/$MONIT_SERVICE" --data-urlencode "summary=$MONIT_HOST/$MONIT_SERVICE: $MONIT_DESCRIPTION" --data-urlencode "details=$MONIT_EVENT, $MONIT_DATE" {url}
\`\`\`

and end the tests of each service that is to page with it:

\`\`\`
check file queue with path /var/spool/app/queue
  if does not exist then exec "/usr/local/bin/tocsin-monit ALERT" else if succeeded then exec "/usr/local/bin/tocsin-monit RESOLVE"
\`\`\``,
  source: ['https://mmonit.com/monit/documentation/monit.html#EXEC'],
  sample: {
    eventType: 'ALERT',
    alertKey: 'mail-02/postfix',
    summary: 'mail-02/postfix: process is not running',
    details: 'Does not exist, Tue, 03 Feb 2026 04:05:06',
  },
  read: ({ body }) => readOwnForm(body) ?? unknownBody('Monit', body),
};
