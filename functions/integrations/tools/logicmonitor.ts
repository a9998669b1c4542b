import type { EventType } from '../../domain/event/event.ts';
import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const eventTypes: Readonly<Record<string, EventType>> = {
  active: 'ALERT',
  escalate: 'ALERT',
  escalated: 'ALERT',
  ack: 'ACCEPT',
  acked: 'ACCEPT',
  acknowledged: 'ACCEPT',
  clear: 'RESOLVE',
  cleared: 'RESOLVE',
};

/** Reads the tokens of a custom HTTP delivery; `internalid` stays the same from the first message to the last. */
function read(body: unknown): Reading {
  const status = text(at(body, 'alertstatus'))?.toLowerCase();
  const key = firstText(at(body, 'internalid'), at(body, 'alertid'));
  if (status === undefined || key === undefined) return unknownBody('LogicMonitor', body);
  const eventType = Object.hasOwn(eventTypes, status) ? eventTypes[status] : undefined;
  if (eventType === undefined) return ignored(`the alert's status is ${status}`);

  const threshold = text(at(body, 'threshold'));
  const value = text(at(body, 'value'));
  return told('LogicMonitor', {
    eventType,
    summary: joined(
      ' ',
      text(at(body, 'host')),
      firstText(
        at(body, 'eventmsg'),
        joined(' ', text(at(body, 'datasource')), text(at(body, 'datapoint'))),
        at(body, 'service'),
        key,
      ),
    ),
    details: paragraphs(
      joined(', ', value && `value ${value}`, threshold && `threshold ${threshold}`),
      text(at(body, 'dsdesc')),
      text(at(body, 'eventlogmsg')),
      text(at(body, 'message')),
    ),
    alertKey: key,
    priority: eventType === 'ALERT' ? priorityOfWord(at(body, 'level')) : undefined,
    labels: labelsOf({
      host: at(body, 'host'),
      datasource: at(body, 'datasource'),
      datapoint: at(body, 'datapoint'),
      instance: at(body, 'instance'),
      group: at(body, 'group'),
      level: at(body, 'level'),
    }),
    links: linksOf(['LogicMonitor', at(body, 'url')], ['LogicMonitor', at(body, 'alerturl')]),
  });
}

export const tool: Tool = {
  resolves: 'alertstatus is "clear"; "ack" accepts',
  setup:
    'Settings → Integrations → Add: Custom HTTP Delivery, one URL for all notifications, HTTP POST to {url}, raw JSON: `{"internalid":"##INTERNALID##","alertid":"##ALERTID##","alertstatus":"##ALERTSTATUS##","level":"##LEVEL##","host":"##HOST##","datasource":"##DATASOURCE##","datapoint":"##DATAPOINT##","instance":"##INSTANCE##","value":"##VALUE##","threshold":"##THRESHOLD##","dsdesc":"##DSDESCRIPTION##","eventmsg":"##EVENTMSG##","group":"##GROUP##","url":"##ALERTDETAILURL##"}`.',
  source: [
    'https://www.logicmonitor.com/support/tokens-available-in-datasource-alert-messages',
    'https://github.com/PagerTree/pager_tree-integrations/blob/main/test/models/pager_tree/integrations/logic_monitor/v3_test.rb',
  ],
  sample: {
    alertid: 'LMD118',
    internalid: '58203344',
    alertstatus: 'active',
    level: 'error',
    host: 'mail-02',
    datasource: 'MailQueue',
    datapoint: 'QueueLength',
    instance: 'deferred',
    value: '512',
    threshold: '> 300',
    dsdesc: 'Messages that wait to be delivered.',
    group: 'prod,mail',
  },
  read: ({ body }) => read(body),
};
