import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, labelsOf, linksOf, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Reads the webhook alert action: each run of a search has another `sid`, its name is what stays. */
function read(body: unknown): Reading {
  const name = text(at(body, 'search_name'));
  const result = at(body, 'result');
  if (name === undefined && text(at(body, 'sid')) === undefined) return unknownBody('Splunk', body);
  const host = text(at(result, 'host'));
  return told('Splunk', {
    eventType: 'ALERT',
    summary:
      name ??
      (host === undefined ? 'A Splunk search without a name has results' : `A Splunk search has results on ${host}`),
    details: firstText(at(result, '_raw'), at(result, 'message')),
    alertKey: name,
    priority: priorityOfWord(firstText(at(result, 'severity'), at(result, 'urgency'))),
    labels: labelsOf({
      app: at(body, 'app'),
      owner: at(body, 'owner'),
      host,
      source: at(result, 'source'),
      sourcetype: at(result, 'sourcetype'),
      index: at(result, 'index'),
    }),
    links: linksOf(['Results', at(body, 'results_link')]),
  });
}

export const tool: Tool = {
  resolves: 'never: a search only tells when it has results',
  setup:
    'Edit the alert → Trigger actions → Add actions: Webhook, URL {url}. Give the search a name of its own: it is the key.',
  source: ['https://docs.splunk.com/Documentation/Splunk/latest/Alert/Webhooks'],
  sample: {
    results_link: 'https://splunk.example.com/app/search/search?q=%7Cloadjob%20scheduler_7',
    app: 'search',
    result: {
      _raw: 'Feb 03 04:05:06 mail-02 postfix/smtpd[812]: fatal: no space left on device',
      _time: '1770091506',
      host: 'mail-02',
      source: '/var/log/mail.log',
      sourcetype: 'postfix_syslog',
      index: 'main',
    },
    sid: 'scheduler__admin__search__disk_1770091506_7',
    search_name: 'Fatal errors of mail servers',
    owner: 'admin',
  },
  read: ({ body }) => read(body),
};
