import { ignored, type Reading, type Tool } from '../adapter.ts';
import { rankedPriority } from '../ranked-priority.ts';
import { at, firstText, isRecord, joined, labelsOf, text, unpacked } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

function read(body: unknown): Reading {
  const [type, id, action] = ['Type', 'ID', 'Action'].map((name) => text(at(body, name)));
  if (type === undefined || id === undefined) return unknownBody('ConnectWise', body);
  // The record stands in the envelope as text.
  const entity = unpacked(at(body, 'Entity'));
  const isGone = action?.toLowerCase() === 'deleted';
  const summary = firstText(at(entity, 'summary'), at(entity, 'name'));
  if (!isGone && (!isRecord(entity) || type.toLowerCase() !== 'ticket')) return ignored(`a ${type} is no ticket`);
  const status = text(at(entity, 'status', 'name'));
  return told('ConnectWise', {
    eventType: isGone || at(entity, 'closedFlag') === true ? 'RESOLVE' : 'ALERT',
    summary: summary ?? `${type} ${id}`,
    details: firstText(at(entity, 'initialDescription'), at(entity, 'initialInternalAnalysis')),
    alertKey: `${type}/${id}`,
    priority: rankedPriority(at(entity, 'priority', 'name')),
    labels: labelsOf({
      company: at(entity, 'company', 'name'),
      board: at(entity, 'board', 'name'),
      status,
      contact: joined(' ', text(at(entity, 'contact', 'name'))),
    }),
  });
}

export const tool: Tool = {
  resolves: 'Entity.closedFlag is true, or the ticket is deleted',
  setup:
    'System → Setup Tables → Callbacks (or POST /system/callbacks): object type Ticket, level Status, Board or Owner, URL `{url}`.',
  source: ['https://developer.connectwise.com/Best_Practices/PSA_Callbacks'],
  sample: {
    MessageId: '6dd82302-0000-4000-8000-000000000001',
    FromUrl: 'psa.example.com',
    CompanyId: 'acme',
    MemberId: 'dispatch',
    Action: 'added',
    Type: 'ticket',
    ID: 57961,
    Entity:
      '{"id":57961,"board":{"name":"Help Desk"},"company":{"name":"Example Ltd"},"summary":"Mail flow stopped","status":{"name":"New"},"priority":{"name":"Priority 1 - Critical"},"closedFlag":false}',
  },
  read: ({ body }) => read(body),
};
