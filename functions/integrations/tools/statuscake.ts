import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, named, rest, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Reads the form that a contact group's ping URL gets. Its `Token` proves who sent it and goes nowhere. */
function read(body: unknown): Reading {
  const status = text(at(body, 'Status'));
  const key = text(at(body, 'TestID')) ?? joined('/', text(at(body, 'Name')), text(at(body, 'URL')));
  if (status === undefined || key === undefined) return unknownBody('StatusCake', rest(body, 'Token') ?? body);
  const code = text(at(body, 'StatusCode'));
  return told('StatusCake', {
    eventType: /^up\b/i.test(status) ? 'RESOLVE' : 'ALERT',
    summary: `${firstText(at(body, 'Name'), at(body, 'URL'), key)} is ${status}`,
    details: joined('\n', text(at(body, 'URL')), named('Status code', code), text(at(body, 'Tags'))),
    alertKey: key,
    labels: labelsOf({
      test: at(body, 'Name'),
      method: at(body, 'Method'),
      ip: at(body, 'IP'),
      tags: at(body, 'Tags'),
    }),
    links: linksOf(['Monitored address', at(body, 'URL')]),
    customDetails: rest(body, 'Token'),
  });
}

export const tool: Tool = {
  resolves: 'Status is "Up"',
  setup: 'Alerting → Contact groups: ping URL {url}, method POST; then choose the contact group in the tests.',
  source: ['https://github.com/keephq/keep/blob/main/keep/providers/statuscake_provider/statuscake_provider.py'],
  sample: {
    Status: 'Down',
    StatusCode: '500',
    URL: 'https://login.example.com',
    IP: '192.0.2.30',
    Name: 'Sign-in',
    TestID: '91234',
    Tags: 'prod',
    Checkrate: '60',
    Method: 'Website',
  },
  read: ({ body }) => read(body),
};
