import { idIn, noContent, ok, type Route, route } from './route.ts';
import { userPath } from './user-part.ts';

const path = `${userPath}/grants`;

/** People look after what they let apps do rarely: the code comes when it is asked for. */
const grants = () => import('../../usecases/oauth/grants.ts');

/** What a user lets apps do, for whoever may change the user; grants begin on the consent page only. */
export const userGrantRoutes: readonly Route[] = [
  route('GET', path, 'user:write', async (call) => {
    const { listGrants, presentGrant } = await grants();
    return ok((await listGrants(call.ctx, idIn(call, 'user'))).map(presentGrant));
  }),
  route('DELETE', `${path}/{id}`, 'user:write', async (call) => {
    await (await grants()).withdrawGrant(call.ctx, idIn(call, 'user'), call.params.id ?? '');
    return noContent;
  }),
];
