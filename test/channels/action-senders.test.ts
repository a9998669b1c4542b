import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import PostalMime from 'postal-mime';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ActionMail, actionMails } from '../../functions/channels/action-mail.ts';
import { eventBuses } from '../../functions/channels/event-bus.ts';
import { clientSettings } from '../../functions/channels/provider.ts';

const settings = { ...clientSettings, region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
const ses = mockClient(new SESClient(settings));
const bridge = mockClient(new EventBridgeClient(settings));
beforeEach(() => {
  ses.reset();
  bridge.reset();
});

const failure = (name: string, status: number, message = 'no') =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });

const mail: ActionMail = {
  to: ['ops@example.com'],
  cc: ['lead@example.com'],
  bcc: ['archive@example.com'],
  subject: 'Disk is full\r\nBcc: everybody@example.com',
  text: 'Only 2 % are left.',
  threadKey: 'tocsin-a1-7',
  idempotencyKey: '7-42',
};
const client = ses as unknown as SESClient;
const mailing = { from: 'Tocsin <alerts@example.com>', configurationSet: 'mail', domain: 'in.example.com' };

describe('a mail of an alert action', () => {
  it('goes to all at once, who see who else got it but for blind copies, in the thread of its alert', async () => {
    ses.on(SendRawEmailCommand).resolves({ MessageId: 'm-1' });
    expect(await actionMails(mailing, client)(mail)).toEqual({ kind: 'taken', id: 'm-1' });
    const { input } = ses.commandCalls(SendRawEmailCommand)[0]?.args[0] ?? {};
    expect(input).toMatchObject({
      Source: 'Tocsin <alerts@example.com>',
      Destinations: ['ops@example.com', 'lead@example.com', 'archive@example.com'],
      ConfigurationSetName: 'mail',
    });
    const raw = Buffer.from(input?.RawMessage?.Data ?? []).toString();
    expect(raw).not.toContain('archive@example.com');
    const read = await PostalMime.parse(raw);
    expect(read).toMatchObject({
      to: [{ address: 'ops@example.com' }],
      cc: [{ address: 'lead@example.com' }],
      messageId: '<action-7-42@in.example.com>',
      inReplyTo: '<tocsin-a1-7@in.example.com>',
      references: '<tocsin-a1-7@in.example.com>',
    });
    expect(read.headers.filter(({ key }) => key === 'bcc')).toEqual([]);
    expect(read.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
  });

  it('goes out in parts of fifty, which is what SES takes', async () => {
    ses.on(SendRawEmailCommand).resolves({ MessageId: 'm-1' });
    const to = Array.from({ length: 60 }, (_, index) => `ops-${index}@example.com`);
    await actionMails(mailing, client)({ ...mail, to });
    const calls = ses.commandCalls(SendRawEmailCommand).map(({ args }) => args[0].input.Destinations?.length);
    expect(calls).toEqual([50, 12]);
  });

  it.each([
    [failure('MessageRejected', 400, 'Email address is not verified.'), 'refused'],
    [failure('AccessDenied', 403), 'refused'],
    [failure('Throttling', 400), 'unanswered'],
    [failure('InternalFailure', 500), 'unanswered'],
    [Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), 'unanswered'],
  ])('that SES answers with %s is %s', async (error, kind) => {
    ses.on(SendRawEmailCommand).rejects(error);
    expect(await actionMails(mailing, client)(mail)).toMatchObject({ kind });
  });

  it('is refused where no mail is set up', async () => {
    expect(await actionMails({ ...mailing, from: '' }, client)(mail)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('mailFrom'),
    });
    expect(ses.calls()).toHaveLength(0);
  });
});

const entry = { Source: 'tocsin', DetailType: 'alert-created', Detail: '{}', Time: '2026-11-29T03:00:00.000Z' };
const put = eventBuses(bridge as unknown as EventBridgeClient);

describe('an event of an alert action', () => {
  it('is put on the bus that is named', async () => {
    bridge.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: 'e-1' }] });
    expect(await put({ ...entry, EventBusName: 'alerts' })).toEqual({ kind: 'taken', id: 'e-1' });
    expect(bridge.commandCalls(PutEventsCommand)[0]?.args[0].input.Entries).toEqual([
      { ...entry, EventBusName: 'alerts', Time: new Date(entry.Time) },
    ]);
  });

  it.each([
    ['ThrottlingException', 'unanswered'],
    ['InternalFailure', 'unanswered'],
    ['NotAuthorizedForSourceException', 'refused'],
    ['MalformedDetail', 'refused'],
  ])('that failed as %s inside an answer of 200 is %s', async (ErrorCode, kind) => {
    bridge.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries: [{ ErrorCode, ErrorMessage: 'no' }] });
    expect(await put(entry)).toEqual({ kind, why: `${ErrorCode}: no` });
  });

  it.each([
    [failure('AccessDeniedException', 403), 'refused'],
    [failure('ValidationException', 400), 'refused'],
    [failure('ThrottlingException', 400), 'unanswered'],
    [failure('InternalException', 500), 'unanswered'],
  ])('that is answered with %s is %s', async (error, kind) => {
    bridge.on(PutEventsCommand).rejects(error);
    expect(await put(entry)).toMatchObject({ kind });
  });

  it('without an answer about it may have been put', async () => {
    bridge.on(PutEventsCommand).resolves({});
    expect(await put(entry)).toMatchObject({ kind: 'unanswered' });
  });
});
