import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Reads the data template of the set-up, or the vendor's own body, which has no id. */
function read(body: unknown): Reading {
  const status = firstText(at(body, 'status'), at(body, 'check_result'))?.toUpperCase();
  const server = firstText(at(body, 'server'), at(body, 'server_name'));
  const check = firstText(at(body, 'check'), at(body, 'service_name'), at(body, 'service_shortname'));
  const key = firstText(
    at(body, 'id'),
    joined('/', text(at(body, 'server_name')), firstText(at(body, 'service_shortname'), at(body, 'service_name'))),
    joined('/', server, check),
  );
  if (status === undefined || key === undefined) return unknownBody('ServerGuard24', body);
  const isOver = status === 'OK' || status === 'UP';
  return told('ServerGuard24', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: joined(' ', server, check, status),
    details: joined('\n\n', firstText(at(body, 'output'), at(body, 'check_output')), text(at(body, 'remark'))),
    alertKey: key,
    priority: isOver ? undefined : priorityOfWord(status),
    labels: labelsOf({ server, check, address: firstText(at(body, 'address'), at(body, 'server_address')) }),
    links: linksOf(['ServerGuard24', at(body, 'shortlink')]),
  });
}

export const tool: Tool = {
  resolves: 'status (or check_result) is "OK"',
  setup:
    'Notifications → Webhook: URL {url}, JSON, data template `{"id":"$ID$","status":"$STATUS$","output":"$OUTPUT$","check":"$CHECK$","server":"$SERVER$","address":"$ADDRESS$","shortlink":"$SHORTLINK$"}` (or the default body).',
  source: [
    'https://docs.ilert.com/inbound-integrations/serverguard24',
    'https://github.com/PagerTree/pager_tree-integrations/blob/main/test/models/pager_tree/integrations/server_guard24/v3_test.rb',
  ],
  sample: {
    id: '50112',
    status: 'CRITICAL',
    output: 'FAILURE: disk /var is 97% full',
    shortlink: 'https://sg24.example.com/z9',
    check: 'Disk',
    server: 'mail-02',
    address: 'mail-02.example.com',
  },
  read: ({ body }) => read(body),
};
