import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { errorReply, HttpError, type HttpReply, readRequest, writeReply } from '../../platform/http.ts';
import type { CallbackRequest, Receive, ReceiveContext } from './part.ts';
import { receivers } from './routes.ts';

/** No tool sends more. */
const mostBytes = 1024 * 1024;

/** Takes a call of another tool: finds whose it is, and answers what that one's part says. */
export function createReceiver(
  ctx: ReceiveContext,
  parts = receivers,
): (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2> {
  async function partFor(request: CallbackRequest): Promise<Receive> {
    const [, load] = Object.entries(parts).find(([path]) => request.path.startsWith(`${path}/`)) ?? [];
    if (load === undefined) throw new HttpError(404, 'NOT_FOUND', 'there is nothing here');
    return load();
  }

  async function answer(request: CallbackRequest): Promise<HttpReply> {
    if (request.raw.byteLength > mostBytes) throw new HttpError(413, 'TOO_LARGE', 'the body is too large');
    return (await partFor(request))(ctx, request);
  }

  return async (event) => {
    const request = { ...readRequest(event), raw: bytesOf(event) };
    try {
      return writeReply(await answer(request));
    } catch (error) {
      return writeReply(errorReply(error, ctx.log, request));
    }
  };
}

const bytesOf = ({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): Buffer =>
  Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8');
