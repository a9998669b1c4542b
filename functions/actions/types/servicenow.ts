import { askJson, list, record, text } from '../answers.ts';
import { driver, end, later, refused, type Steps } from '../driver.ts';
import type { FactsOf } from '../facts.ts';
import { basic, jsonRequest, under } from '../requests.ts';
import { rendered } from '../template.ts';
import { type Ticket, type TicketTool, ticketSteps } from '../tickets.ts';
import { described, lines, titleOf } from '../words.ts';

const states = { inProgress: '2', resolved: '6', closed: '7', canceled: '8' } as const;
const over: readonly unknown[] = [states.resolved, states.closed, states.canceled];

/** The members that say something. */
const filled = (members: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );

function toolOf(facts: FactsOf<'servicenow'>): TicketTool {
  const { params } = facts.action;
  const connection = facts.connector?.params;
  if (connection === undefined) return end(refused('the connector is gone'));
  const headers = { authorization: basic(connection.username, connection.password) };
  const isHigh = facts.alert.priority === 'HIGH';
  /** Written with each change, so that a repeat sees whether the change was made. */
  const correlation_display = `Tocsin ${facts.attemptKey}`;
  const at = (path = '', query: Readonly<Record<string, string>> = {}) =>
    under(connection.url, `/api/now/table/incident${path}`, {
      sysparm_fields: 'sys_id,number,state,correlation_display',
      sysparm_exclude_reference_link: 'true',
      ...query,
    });
  const incidentAt = ({ reference }: Ticket) => at(`/${encodeURIComponent(reference)}`);

  function ticket(result: unknown): Ticket | undefined {
    const { sys_id, number } = record(result);
    const reference = text(sys_id);
    if (reference === undefined) return undefined;
    const url = under(connection?.url ?? '', '/nav_to.do', { uri: `incident.do?sys_id=${reference}` });
    return { reference, name: text(number), url };
  }
  function* read(incident: Ticket): Steps<Readonly<Record<string, unknown>>> {
    return record((yield* askJson(jsonRequest('GET', incidentAt(incident), { headers }), facts)).result);
  }
  function* change(incident: Ticket, body: Readonly<Record<string, unknown>>): Steps<void> {
    const changed = { ...filled(body), correlation_display };
    yield* askJson(jsonRequest('PATCH', incidentAt(incident), { headers, body: changed }), facts);
  }

  return {
    *find(mark) {
      const query = { sysparm_query: `correlation_id=${mark}^ORDERBYsys_created_on`, sysparm_limit: '1' };
      const { result } = yield* askJson(jsonRequest('GET', at('', query), { headers }), facts);
      return ticket(list(result)[0]);
    },
    *create(mark) {
      const body = filled({
        short_description: titleOf(facts.alert, 160),
        description: lines(rendered(params.bodyTemplate, facts) ?? described(facts, 4_000), 4_000),
        caller_id: params.callerId,
        impact: params.impact || (isHigh ? 2 : 3),
        urgency: params.urgency || (isHigh ? 1 : 3),
        assignment_group: params.assignmentGroup,
        owner_group: params.ownerGroup,
        business_service: params.service,
        service_offering: params.serviceOffering,
        contact_type: params.contactType,
        correlation_id: mark,
        correlation_display,
      });
      // People, groups and services are named as people see them, or by their ids.
      const { callerId, assignmentGroup, ownerGroup, service, serviceOffering } = params;
      const isNamed = [callerId, assignmentGroup, ownerGroup, service, serviceOffering].some(
        (one) => one && !/^[0-9a-f]{32}$/i.test(one.trim()),
      );
      const url = at('', isNamed ? { sysparm_input_display_value: 'true' } : {});
      const { result } = yield* askJson(jsonRequest('POST', url, { headers, body }), facts);
      return ticket(result) ?? end(later('the answer names no incident'));
    },
    *hasComment(incident) {
      return (yield* read(incident)).correlation_display === correlation_display;
    },
    *comment(incident, work_notes) {
      const isAccepted = facts.trigger === 'alert-acknowledged';
      yield* change(incident, { work_notes, state: isAccepted ? states.inProgress : undefined });
    },
    *isClosed(incident) {
      return over.includes(text((yield* read(incident)).state));
    },
    *close(incident, comment) {
      yield* change(incident, {
        state: states.resolved,
        close_code: params.closeCode || 'Solution provided',
        close_notes: comment ?? 'Resolved',
      });
    },
  };
}

export default driver({
  type: 'servicenow',
  name: 'ServiceNow',
  source: [
    'https://www.servicenow.com/docs/bundle/zurich-api-reference/page/integrate/inbound-rest/concept/c_TableAPI.html',
  ],
  does: {
    first: 'opens an incident',
    update: 'writes a work note; in progress once the alert is accepted',
    end: 'resolves the incident',
  },
  steps: (facts) => ticketSteps(facts, toolOf(facts)),
});
