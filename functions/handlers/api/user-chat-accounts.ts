import { idIn, noContent, ok, type Route, route } from './route.ts';
import { userPath } from './user-part.ts';

const path = `${userPath}/chat-accounts`;

/** People look after who they are in chats rarely: the code comes when it is asked for. */
const linking = () => import('../../usecases/chat/linking.ts');

/** Who a user is in chats, for whoever may change the user; accounts are linked on the page behind a link only. */
export const userChatAccountRoutes: readonly Route[] = [
  route('GET', path, 'user:write', async (call) => {
    const { listChatAccounts, presentChatAccount } = await linking();
    return ok((await listChatAccounts(call.ctx, idIn(call, 'user'))).map(presentChatAccount));
  }),
  route('DELETE', `${path}/{id}`, 'user:write', async (call) => {
    await (await linking()).unlinkChatAccount(call.ctx, idIn(call, 'user'), call.params.id ?? '');
    return noContent;
  }),
];
