import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const eventTypes = { PROBLEM: 'ALERT', RECOVERY: 'RESOLVE', ACKNOWLEDGEMENT: 'ACCEPT' } as const;
const isNews = (type: string): type is keyof typeof eventTypes => Object.hasOwn(eventTypes, type);

/** A macro, as `HOSTNAME`, as Nagios exports it (`NAGIOS_HOSTNAME`), or in lower case; `$X$` was not filled in. */
const macro = (body: unknown, name: string): string | undefined => {
  const found = firstText(at(body, name), at(body, `NAGIOS_${name}`), at(body, name.toLowerCase()));
  return found === undefined || /^\$[A-Z_]{1,60}\$$/.test(found) ? undefined : found;
};

/** A service is no less broken for being called unreachable; UNKNOWN says nothing about how urgent it is. */
const priorityOf = (state: string | undefined) =>
  state === 'DOWN' || state === 'UNREACHABLE' ? ('HIGH' as const) : priorityOfWord(state);

/** Reads the macros of a notification command. Downtimes and flapping are no news. */
function read(body: unknown): Reading {
  const type = macro(body, 'NOTIFICATIONTYPE')?.toUpperCase();
  const host = macro(body, 'HOSTNAME') ?? macro(body, 'HOSTALIAS');
  if (!isRecord(body) || type === undefined || host === undefined) return unknownBody('Nagios', body);
  if (!isNews(type)) return ignored(`the notification is ${type}`);

  const service = macro(body, 'SERVICEDESC');
  const state = (service === undefined ? macro(body, 'HOSTSTATE') : macro(body, 'SERVICESTATE'))?.toUpperCase();
  const kind = service === undefined ? 'HOST' : 'SERVICE';
  const comment = firstText(macro(body, 'NOTIFICATIONCOMMENT'), macro(body, `${kind}ACKCOMMENT`));
  const eventType = eventTypes[type];
  return told('Nagios', {
    eventType,
    summary: joined(': ', `${joined('/', host, service)} is ${state ?? type}`, macro(body, `${kind}OUTPUT`)),
    details: macro(body, `LONG${kind}OUTPUT`)?.replaceAll('\\n', '\n'),
    alertKey: joined('/', host, service),
    priority: eventType === 'ALERT' ? priorityOf(state) : undefined,
    labels: labelsOf({
      host,
      service,
      state,
      address: macro(body, 'HOSTADDRESS'),
      hostAlias: macro(body, 'HOSTALIAS'),
      hostGroup: macro(body, 'HOSTGROUPNAME'),
    }),
    links: linksOf(['Notes', macro(body, `${kind}NOTESURL`)], ['Action', macro(body, `${kind}ACTIONURL`)]),
    comments:
      comment === undefined
        ? undefined
        : [
            {
              creator: firstText(macro(body, 'NOTIFICATIONAUTHOR'), macro(body, `${kind}ACKAUTHOR`)),
              content: comment,
            },
          ],
  });
}

export const tool: Tool = {
  resolves: 'NOTIFICATIONTYPE is "RECOVERY"; "ACKNOWLEDGEMENT" accepts',
  setup: `Add a command and a contact to the configuration, and the contact to the hosts and services to be paged for:

\`\`\`
define command {
  command_name tocsin
  command_line /usr/bin/curl -sS -m 20 --retry 5 --retry-all-errors --data-urlencode "NOTIFICATIONTYPE=$NOTIFICATIONTYPE$" --data-urlencode "HOSTNAME=$HOSTNAME$" --data-urlencode "HOSTALIAS=$HOSTALIAS$" --data-urlencode "HOSTADDRESS=$HOSTADDRESS$" --data-urlencode "HOSTSTATE=$HOSTSTATE$" --data-urlencode "HOSTOUTPUT=$HOSTOUTPUT$" --data-urlencode "SERVICEDESC=$SERVICEDESC$" --data-urlencode "SERVICESTATE=$SERVICESTATE$" --data-urlencode "SERVICEOUTPUT=$SERVICEOUTPUT$" --data-urlencode "NOTIFICATIONAUTHOR=$NOTIFICATIONAUTHOR$" --data-urlencode "NOTIFICATIONCOMMENT=$NOTIFICATIONCOMMENT$" {url}
}
define contact {
  contact_name                  tocsin
  host_notification_period      24x7
  service_notification_period   24x7
  host_notification_options     d,u,r
  service_notification_options  w,u,c,r
  host_notification_commands    tocsin
  service_notification_commands tocsin
}
\`\`\``,
  source: ['https://assets.nagios.com/downloads/nagioscore/docs/nagioscore/4/en/macrolist.html'],
  sample: {
    NOTIFICATIONTYPE: 'PROBLEM',
    HOSTNAME: 'mail-02',
    HOSTALIAS: 'Mail server 2',
    HOSTADDRESS: '192.0.2.22',
    HOSTSTATE: 'UP',
    SERVICEDESC: 'SMTP',
    SERVICESTATE: 'CRITICAL',
    SERVICEOUTPUT: 'CRITICAL - Socket timeout after 10 seconds',
  },
  read: ({ body }) => read(body),
};
