import { ignored, type Reading, type Tool } from '../adapter.ts';
import { hostPriority, isGoodState } from '../host-states.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

function read(body: unknown): Reading {
  const [host, service, result] = ['host', 'service', 'check_result'].map((name) => at(body, name));
  const hostName = firstText(at(host, 'name'), at(host, 'display_name'));
  const state = text(at(result, 'state'));
  if (!isRecord(result) || hostName === undefined || state === undefined) return unknownBody('Icinga', body);
  const serviceName = text(at(service, 'name'));
  const isGood = isGoodState(state);
  if (!isGood && text(at(result, 'state_type'))?.toUpperCase() === 'SOFT') {
    return ignored('a soft state: Icinga checks again');
  }
  const subject = serviceName === undefined ? host : service;
  const isAccepted = /^[12]$/.test(text(at(subject, 'acknowledgement')) ?? '');
  const key = serviceName === undefined ? hostName : `${hostName}/${serviceName}`;
  const output = text(at(result, 'output'));
  return told('Icinga', {
    eventType: isGood ? 'RESOLVE' : isAccepted ? 'ACCEPT' : 'ALERT',
    summary: joined(': ', `${key} is ${state}`, output?.split('\n', 1)[0]),
    details: output,
    alertKey: key,
    priority: hostPriority(state),
    labels: labelsOf({
      host: hostName,
      service: serviceName,
      hostDisplayName: at(host, 'display_name'),
      address: at(host, 'address'),
      command: at(subject, 'check_command'),
    }),
    links: linksOf(['Notes', at(subject, 'notes_url')], ['Action', at(subject, 'action_url')]),
  });
}

export const tool: Tool = {
  resolves: 'check_result.state is "OK" (a service) or "UP" (a host); an acknowledged problem accepts',
  setup:
    'An EventCommand or NotificationCommand that posts to `{url}`: `{"host":{"name":"$host.name$","display_name":"$host.display_name$","acknowledgement":"$host.acknowledgement$"},"service":{"name":"$service.name$","display_name":"$service.display_name$","acknowledgement":"$service.acknowledgement$"},"check_result":{"state":"$service.state$","state_type":"$service.state_type$","output":"$service.output$"}}`; for hosts with `$host.state$`, `$host.state_type$` and `$host.output$`.',
  source: [
    'https://icinga.com/docs/icinga-2/latest/doc/03-monitoring-basics/#runtime-macros',
    'https://github.com/keephq/keep/blob/main/docs/providers/documentation/icinga2-provider.mdx',
  ],
  sample: {
    host: { name: 'web-01', display_name: 'Web server 1', check_command: 'hostalive', acknowledgement: '0' },
    service: { name: 'http', display_name: 'HTTP', check_command: 'http', acknowledgement: '0' },
    check_result: {
      exit_status: '2',
      state: 'CRITICAL',
      state_type: 'HARD',
      output: 'HTTP CRITICAL: HTTP/1.1 503 Service Unavailable',
    },
  },
  read: ({ body }) => read(body),
};
