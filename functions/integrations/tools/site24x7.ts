import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, named, paragraphs, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const notNews = /^(?:suspended|maintenance|discovery|configuration)/i;

/** Reads the default body of a webhook: trouble and critical are alerts like being down. */
function read(body: unknown): Reading {
  const status = text(at(body, 'STATUS'));
  const name = firstText(at(body, 'MONITORNAME'), at(body, 'MONITORURL'));
  const key = firstText(at(body, 'MONITOR_ID'), at(body, 'MONITORURL'), name);
  if (status === undefined || key === undefined) return unknownBody('Site24x7', body);
  if (notNews.test(status)) return ignored(`the monitor is ${status}`);
  const isOver = /^(?:up|clear)/i.test(status);
  return told('Site24x7', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: joined(
      ': ',
      `${name ?? `Monitor ${key}`} is ${status}`,
      isOver ? undefined : text(at(body, 'INCIDENT_REASON')),
    ),
    details: paragraphs(
      firstText(at(body, 'INCIDENT_REASON'), at(body, 'REASON')),
      named('Locations', at(body, 'FAILED_LOCATIONS')),
      text(at(body, 'INCIDENT_DETAILS')),
    ),
    alertKey: key,
    priority: isOver
      ? undefined
      : /^trouble/i.test(status)
        ? 'LOW'
        : /^(?:down|critical)/i.test(status)
          ? 'HIGH'
          : undefined,
    labels: labelsOf({
      monitor: name,
      type: at(body, 'MONITORTYPE'),
      group: at(body, 'MONITOR_GROUPNAME'),
      tags: at(body, 'TAGS'),
    }),
    links: linksOf(
      ['Site24x7', at(body, 'MONITOR_DASHBOARD_LINK')],
      ['Root cause', at(body, 'RCA_LINK')],
      ['Monitored address', at(body, 'MONITORURL')],
    ),
  });
}

export const tool: Tool = {
  resolves: 'STATUS is "UP"',
  setup: 'Admin → Third-Party Integrations → Add: Webhooks, hook URL {url}, POST, send parameters as JSON.',
  source: [
    'https://www.site24x7.com/help/admin/third-party-integrations/webhooks.html',
    'https://github.com/PagerTree/pager_tree-integrations/blob/main/test/models/pager_tree/integrations/site24x7/v3_test.rb',
  ],
  sample: {
    MONITOR_ID: '285731000000031007',
    MONITORNAME: 'Sign-in',
    MONITORTYPE: 'URL',
    MONITORURL: 'https://login.example.com',
    STATUS: 'DOWN',
    INCIDENT_REASON: 'Service Unavailable',
    FAILED_LOCATIONS: 'Frankfurt-DE,Tokyo-JP',
    INCIDENT_TIME_ISO: '2026-02-03T04:05:06+0000',
    MONITOR_DASHBOARD_LINK: 'https://www.site24x7.com/app/client#/home/monitors/285731000000031007/Summary',
  },
  read: ({ body }) => read(body),
};
