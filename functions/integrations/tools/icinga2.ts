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
  setup: `Add to the configuration, and change \`assign where true\` to the hosts and services to be paged for:

\`\`\`
object NotificationCommand "tocsin-host" {
  command = [ "/usr/bin/curl", "-sS", "-m", "20", "--retry", "5", "--retry-all-errors", "{url}" ]
  arguments = {
    "--data-binary" = {{
      var get = macro
      Json.encode({
        host = {
          name = get("$host.name$")
          display_name = get("$host.display_name$")
          address = get("$address$")
          acknowledgement = get("$host.acknowledgement$")
        }
        check_result = {
          state = get("$host.state$")
          state_type = get("$host.state_type$")
          output = get("$host.output$")
        }
      })
    }}
  }
}
object NotificationCommand "tocsin-service" {
  command = [ "/usr/bin/curl", "-sS", "-m", "20", "--retry", "5", "--retry-all-errors", "{url}" ]
  arguments = {
    "--data-binary" = {{
      var get = macro
      Json.encode({
        host = {
          name = get("$host.name$")
          display_name = get("$host.display_name$")
          address = get("$address$")
          acknowledgement = get("$host.acknowledgement$")
        }
        service = {
          name = get("$service.name$")
          display_name = get("$service.display_name$")
          check_command = get("$service.check_command$")
          acknowledgement = get("$service.acknowledgement$")
        }
        check_result = {
          state = get("$service.state$")
          state_type = get("$service.state_type$")
          output = get("$service.output$")
        }
      })
    }}
  }
}
object User "tocsin" {
}
apply Notification "tocsin-host" to Host {
  command = "tocsin-host"
  users = [ "tocsin" ]
  types = [ Problem, Acknowledgement, Recovery ]
  interval = 0
  assign where true
}
apply Notification "tocsin-service" to Service {
  command = "tocsin-service"
  users = [ "tocsin" ]
  types = [ Problem, Acknowledgement, Recovery ]
  interval = 0
  assign where true
}
\`\`\``,
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
