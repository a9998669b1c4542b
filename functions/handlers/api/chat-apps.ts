import { type ChatApp, ChatAppType } from '../../domain/chat/chat-app.ts';
import { NotFoundError } from '../../domain/errors.ts';
import { parseInput } from '../../platform/parse-input.ts';
import {
  listChatApps,
  presentChatApp,
  putChatApp,
  readChatApp,
  removeChatApp,
} from '../../usecases/chat-app/chat-apps.ts';
import { ChatAppInput, chatAppInputs } from '../../usecases/chat-app/inputs.ts';
import { chatAppKind } from '../../usecases/chat-app/kind.ts';
import { asItWasRead, ofEdition } from './edition.ts';
import { type Call, noContent, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/chat-apps';

/** The type in the path; there is nothing at any other. */
function typeIn({ params }: Pick<Call, 'params'>): ChatAppType {
  const type = ChatAppType.safeParse(params.type);
  if (!type.success) throw new NotFoundError('chat app', (params.type ?? '').slice(0, 60));
  return type.data;
}

const one = ({ ctx }: Call, app: ChatApp) => ofEdition(ctx, chatAppKind, app, ok(presentChatApp(app)));

/** The apps by which Tocsin is in chats, one of each type. */
export const chatAppRoutes: readonly Route[] = [
  route('GET', path, 'chat-app:read', async ({ ctx }) => ok((await listChatApps(ctx)).map(presentChatApp))),
  route('GET', `${path}/{type}`, 'chat-app:read', async (call) => one(call, await readChatApp(call.ctx, typeIn(call)))),
  route(
    'PUT',
    `${path}/{type}`,
    'chat-app:write',
    async (call) => {
      const type = typeIn(call);
      const sent = parseInput(ChatAppInput, objectBody(call));
      const read = (params: typeof sent) => parseInput(chatAppInputs[type], params);
      return one(call, await putChatApp(call.ctx, type, sent, read, asItWasRead(call, chatAppKind)));
    },
    { input: ChatAppInput, takesIfMatch: true },
  ),
  route('DELETE', `${path}/{type}`, 'chat-app:write', async (call) => {
    await removeChatApp(call.ctx, typeIn(call));
    return noContent;
  }),
];
