import { Crown, Mail, UserRound } from 'lucide-preact';
import { isAdmin, useMe } from '../../../app/session.tsx';
import { useAction } from '../../../client/action.ts';
import { useAll } from '../../../client/all.ts';
import { answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { ownTimezone } from '../../../time/format.ts';
import { fromLocalInput, toLocalInput } from '../../../time/local.ts';
import { Ago } from '../../../time/now.tsx';
import { Button } from '../../../ui/button.tsx';
import { useAsk } from '../../../ui/dialog.tsx';
import { Card, Facts } from '../../../ui/page.tsx';
import { Avatar, Badge, Notice, nameOf } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import type { Resource, ViewProps } from '../framework/resource.ts';
import { resourceScreen } from '../framework/screen.tsx';
import { asAccountRole, roleWords } from '../people.ts';
import { Access, Places } from './belongings.tsx';
import { Contacts } from './contacts.tsx';
import { regions, type User, type UserDraft, UserFields } from './fields.tsx';
import { Rules } from './rules.tsx';
import { userWords } from './words.ts';

const isMuted = ({ mutedUntil }: User): boolean => mutedUntil !== undefined && Date.parse(mutedUntil) > Date.now();

function End({ item }: { readonly item: User }) {
  const text = useWords(userWords);
  const roles = useWords(roleWords);
  return (
    <>
      {item.invitation && (
        <Badge tone={item.invitation.status === 'EXPIRED' ? 'warn' : 'info'}>
          {text.invitations[item.invitation.status]}
        </Badge>
      )}
      {isMuted(item) && <Badge tone="warn">{text.muted}</Badge>}
      <span class="faint configuration-wide">{roles[item.role] ?? item.role}</span>
    </>
  );
}

function Invitation({ item, mayWrite }: ViewProps<User>) {
  const text = useWords(userWords);
  const common = useWords(commonWords);
  const send = useAction(async () => {
    await answer(api.POST('/users/{id}/invitation', { params: { path: { id: item.id } } }));
    toast({ text: text.resent });
    await refresh('/users');
  });
  if (!item.invitation) return null;
  const { status, sentAt, expiresAt } = item.invitation;
  return (
    <Notice
      tone={status === 'EXPIRED' ? 'warn' : 'info'}
      title={text.invitations[status]}
      actions={
        mayWrite && (
          <Button size="small" icon={<Mail aria-hidden="true" />} busy={send.isRunning} onClick={() => send.run()}>
            {text.resend}
          </Button>
        )
      }
    >
      {text.sentAt} <Ago at={sentAt} />, {text.expiresAt} <Ago at={expiresAt} />
      {send.error && <p>{`${common.failed}: ${send.error.message}`}</p>}
    </Notice>
  );
}

function View({ item, mayWrite, reload }: ViewProps<User>) {
  const text = useWords(userWords);
  const roles = useWords(roleWords);
  const me = useMe();
  const sees = isAdmin(me) || me.id === item.id;
  return (
    <>
      <Invitation item={item} mayWrite={mayWrite} reload={reload} />
      <Card title={text.profile}>
        <Facts
          of={[
            [
              text.fields.email,
              <a key="email" href={`mailto:${item.email}`}>
                {item.email}
              </a>,
            ],
            [text.fields.username, item.username !== item.email && item.username],
            [text.fields.role, roles[item.role] ?? item.role],
            [text.fields.position, item.position],
            [text.fields.department, item.department],
            [text.fields.timezone, item.timezone],
            [text.fields.language, text.languages[item.language]],
            [text.fields.mutedUntil, isMuted(item) && item.mutedUntil && <Ago at={item.mutedUntil} />],
          ]}
        />
      </Card>
      {sees && (
        <>
          <Contacts user={item.id} mayWrite={mayWrite} />
          <Rules user={item.id} mayWrite={mayWrite} />
          <Places user={item.id} />
          <Access user={item.id} name={nameOf(item)} />
        </>
      )}
    </>
  );
}

/** Only the owner gives the account away, and only to an administrator would it make sense to everybody: the API decides. */
function Actions({ item }: ViewProps<User>) {
  const text = useWords(userWords);
  const common = useWords(commonWords);
  const me = useMe();
  const ask = useAsk();
  if (me.role !== 'ACCOUNT_OWNER' || me.id === item.id) return null;
  const give = async () => {
    const name = nameOf(item);
    if (!(await ask({ title: text.giveAccount, text: text.giveAccountWhy(name), yes: text.giveAccount, danger: true })))
      return;
    try {
      await answer(api.POST('/users/{id}/owner', { params: { path: { id: item.id } } }));
      toast({ text: text.gave(name) });
    } catch (reason) {
      toastError(reason, common.failed);
    }
    await refresh('/users');
  };
  return (
    <Button icon={<Crown aria-hidden="true" />} onClick={give}>
      {text.giveAccount}
    </Button>
  );
}

/** What the API takes of a draft. */
const bodyOf = ({ isInvited: _, teams: __, ...draft }: UserDraft) => ({
  ...draft,
  username: draft.username === '' ? null : draft.username,
  region: draft.region === '' ? null : draft.region,
  position: draft.position === '' ? null : draft.position,
  department: draft.department === '' ? null : draft.department,
  shiftColor: draft.shiftColor === '' ? null : draft.shiftColor,
  mutedUntil: fromLocalInput(draft.mutedUntil) ?? null,
});

/** Makes the user, and then a member of the teams: whoever is there without them is there all the same. */
async function create(draft: UserDraft) {
  const made = await api.POST('/users', {
    params: { query: draft.isInvited ? {} : { 'send-no-invitation': 'true' } },
    body: bodyOf(draft),
  });
  const user = made.data;
  if (user === undefined) return made;
  const role = draft.role === 'STAKEHOLDER' ? 'STAKEHOLDER' : 'RESPONDER';
  for (const { id } of draft.teams)
    await answer(
      api.POST('/teams/{id}/members', { params: { path: { id } }, body: { user: { id: user.id }, role } }),
    ).catch((reason: unknown) => toastError(reason, nameOf(user)));
  return made;
}

export const users: Resource<User, UserDraft> = {
  place: 'users',
  entity: 'user',
  paths: ['/users', '/teams'],
  words: userWords,
  Icon: UserRound,
  useList: () => useAll('/users', { include: 'invitation' }),
  useOne: (id) => useGet('/users/{id}', { params: { path: { id }, query: { include: 'invitation' } } }),
  titleOf: nameOf,
  searchedOf: ({ email, username, position, department }) => [email, username, position, department],
  useNarrowings: () => {
    const text = useWords(userWords);
    return [
      { key: 'admins', text: text.admins, test: isAdmin },
      { key: 'on-call', text: text.responders, test: ({ role }) => role === 'USER' || role === 'RESPONDER' },
      { key: 'invited', text: text.invited, test: ({ invitation }) => Boolean(invitation) },
      { key: 'muted', text: text.muted, test: isMuted },
    ];
  },
  Lead: ({ item }) => <Avatar person={item} />,
  Note: ({ item }) => <>{item.email}</>,
  End,
  View,
  Actions,
  Fields: UserFields,
  blank: () => ({
    email: '',
    firstName: '',
    lastName: '',
    username: '',
    role: 'USER',
    timezone: ownTimezone(),
    language: 'en',
    region: '',
    position: '',
    department: '',
    shiftColor: '',
    mutedUntil: '',
    isInvited: true,
    teams: [],
  }),
  draftOf: (user) => ({
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    username: user.username,
    role: user.role === 'ACCOUNT_OWNER' ? undefined : asAccountRole(user.role),
    timezone: user.timezone,
    language: user.language,
    region: regions.find((one) => one === user.region) ?? '',
    position: user.position ?? '',
    department: user.department ?? '',
    shiftColor: user.shiftColor ?? '',
    mutedUntil: toLocalInput(user.mutedUntil),
    isInvited: false,
    teams: [],
  }),
  create,
  save: (id, draft, headers) => api.PUT('/users/{id}', { params: { path: { id } }, headers, body: bodyOf(draft) }),
  saveUsed: (id, draft, headers) =>
    api.PUT('/users/{id}', { params: { path: { id }, query: { force: 'true' } }, headers, body: bodyOf(draft) }),
  remove: (id) => api.DELETE('/users/{id}', { params: { path: { id } } }),
  removeUsed: (id) => api.DELETE('/users/{id}', { params: { path: { id }, query: { force: 'true' } } }),
  removeInto: (id, successor) =>
    api.DELETE('/users/{id}', { params: { path: { id }, query: { 'reassign-to': String(successor) } } }),
  mayWrite: isAdmin,
};

export default resourceScreen(users);
