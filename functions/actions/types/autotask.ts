import { plus } from '../../domain/time.ts';
import { askJson, list, record, text } from '../answers.ts';
import { driver, end, later, refused, type Steps } from '../driver.ts';
import type { FactsOf } from '../facts.ts';
import { jsonRequest, under, upTo } from '../requests.ts';
import { saysSame, type Ticket, type TicketTool, ticketSteps } from '../tickets.ts';
import { described, happened, shortened, titleOf } from '../words.ts';

/** The system values of Autotask's pick lists that are the same everywhere. */
const complete = 5;
const usual = { status: 1, noteType: 1, publish: 1 } as const;
const priorities = { HIGH: 1, LOW: 3 } as const;

/** A pick-list value, which clients write as a number or as text; undefined for none. */
function numberOf(value: string | number | null | undefined): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function toolOf(facts: FactsOf<'autotask'>): TicketTool {
  const { params } = facts.action;
  const connection = facts.connector?.params;
  if (connection === undefined) return end(refused('the connector is gone'));
  const headers = {
    username: connection.username || connection.email || '',
    secret: connection.password || connection.apiKey || '',
    // The code of the integration, where the connector has both.
    ...(connection.apiKey && { apiintegrationcode: connection.apiKey }),
  };
  const base = upTo('ATServicesRest', connection.url);
  const at = (path: string) => under(base, `/ATServicesRest/V1.0${path}`);
  const ticket = (id: string): Ticket => ({ reference: id, name: `ticket ${id}` });

  function* found(path: string, field: string, value: string | number): Steps<readonly unknown[]> {
    const body = { MaxRecords: 500, filter: [{ op: 'eq', field, value }] };
    return list((yield* askJson(jsonRequest('POST', at(path), { headers, body }), facts)).items);
  }

  return {
    *find(mark) {
      const id = text(record((yield* found('/Tickets/query', 'externalID', mark))[0]).id);
      return id === undefined ? undefined : ticket(id);
    },
    *create(mark) {
      const members = {
        companyID: numberOf(params.companyId) ?? 0,
        queueID: numberOf(params.queueId),
        issueType: numberOf(params.issueType),
        ticketCategory: numberOf(params.ticketCategory),
        ticketType: numberOf(params.ticketType),
        status: numberOf(params.status) ?? usual.status,
        priority: priorities[facts.alert.priority],
        title: titleOf(facts.alert, 255),
        // Each ticket has a time by which it is due.
        dueDateTime: plus(facts.alert.reportTime, { days: 1 }),
        description: described(facts, 8_000),
        externalID: mark,
      };
      const { itemId } = yield* askJson(jsonRequest('POST', at('/Tickets'), { headers, body: members }), facts);
      const id = text(itemId);
      return id === undefined ? end(later('the answer names no ticket')) : ticket(id);
    },
    *hasComment({ reference }, comment) {
      const notes = yield* found('/TicketNotes/query', 'ticketID', Number(reference));
      return saysSame(
        notes.slice(-5).map((note) => record(note).description),
        comment,
      );
    },
    *comment({ reference }, description) {
      const body = {
        ticketID: Number(reference),
        title: shortened(happened(facts), 250),
        description,
        noteType: numberOf(params.noteType) ?? usual.noteType,
        publish: numberOf(params.notePublish) ?? usual.publish,
      };
      const url = at(`/Tickets/${encodeURIComponent(reference)}/Notes`);
      yield* askJson(jsonRequest('POST', url, { headers, body }), facts);
    },
    *isClosed({ reference }) {
      const url = at(`/Tickets/${encodeURIComponent(reference)}`);
      const { item } = yield* askJson(jsonRequest('GET', url, { headers }), facts);
      return record(item).status === complete;
    },
    *close(one, comment) {
      if (comment !== undefined) yield* this.comment(one, comment);
      const body = { id: Number(one.reference), status: complete };
      yield* askJson(jsonRequest('PATCH', at('/Tickets'), { headers, body }), facts);
    },
  };
}

export default driver({
  type: 'autotask',
  name: 'Autotask',
  source: [
    'https://www.autotask.net/help/developerhelp/Content/APIs/REST/Entities/TicketsEntity.htm',
    'https://www.autotask.net/help/developerhelp/Content/APIs/REST/General_Topics/REST_Security_Auth.htm',
  ],
  does: { first: 'opens a ticket', update: 'writes a note', end: 'completes the ticket' },
  steps: (facts) => ticketSteps(facts, toolOf(facts)),
});
