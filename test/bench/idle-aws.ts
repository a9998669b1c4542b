import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface IdleAws extends AsyncDisposable {
  readonly url: string;
}

interface Batch {
  readonly Entries: readonly { readonly Id: string; readonly MessageBody: string }[];
}

/** An AWS whose queues take every batch and do nothing with it; what else is asked is handed on to the local cloud's. */
export async function startIdleAws(localAws: string): Promise<IdleAws> {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    if (request.headers['x-amz-target'] === 'AmazonSQS.SendMessageBatch') {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(taken(body)));
      return;
    }
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const answer = await fetch(`${localAws}${request.url}`, {
      method: request.method,
      headers: headers as Record<string, string>,
      body: new Uint8Array(body),
    });
    const {
      'content-encoding': _encoding,
      'transfer-encoding': _transfer,
      ...own
    } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, own).end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The client checks the sums, as it does with SQS. */
function taken(body: Buffer) {
  const { Entries } = JSON.parse(body.toString()) as Batch;
  const Successful = Entries.map(({ Id, MessageBody }) => ({
    Id,
    MessageId: `00000000-0000-4000-8000-${Id.padStart(12, '0')}`,
    MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
  }));
  return { Successful, Failed: [] };
}
