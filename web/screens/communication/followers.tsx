import { UserPlus, Users, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { isResponder, useMe } from '../../app/session.tsx';
import { type Api, answer, api } from '../../client/api.ts';
import { refresh, useGet } from '../../client/query.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Card } from '../../ui/page.tsx';
import { PickManyField } from '../../ui/pick.tsx';
import type { Reference } from '../../ui/references.ts';
import { Avatar, Loaded } from '../../ui/states.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { commonWords } from '../../words/common.ts';
import { useWords, words } from '../../words/language.tsx';

type Follower = Api<'Subscriber'>;

const followersWords = words(
  {
    add: 'Add somebody',
    users: 'People',
    teams: 'Teams',
    follow: 'Follow it myself',
    added: 'They will hear of it from now on',
    removed: (name: string) => `${name} no longer follows`,
    remove: (name: string) => `${name}: stop following`,
    team: 'Team',
  },
  {
    add: 'Jemanden hinzufügen',
    users: 'Personen',
    teams: 'Teams',
    follow: 'Selbst folgen',
    added: 'Sie hören von jetzt an davon',
    removed: (name: string) => `${name} folgt nicht mehr`,
    remove: (name: string) => `${name}: nicht mehr folgen`,
    team: 'Team',
  },
);

interface FollowersProps {
  readonly of: { readonly kind: 'incident' | 'service' | 'page'; readonly id: number };
  readonly title: string;
  readonly hint: string;
  readonly none: string;
  readonly isFollowing: boolean;
}

/** People and teams inside that hear of an incident, of a service or of what a page shows. */
export function Followers({ of, title, hint, none, isFollowing }: FollowersProps) {
  const text = useWords(followersWords);
  const common = useWords(commonWords);
  const me = useMe();
  const mayName = isResponder(me);
  const [isAdding, setAdding] = useState(false);
  const found = useFollowers(of);
  const add = async (who: readonly Who[]) => {
    await addFollowers(of, who);
    await refresh('/incidents', '/services', '/status-pages');
    toast({ text: text.added });
  };
  const addQuietly = async (who: readonly Who[]) => {
    try {
      await add(who);
    } catch (error) {
      toastError(error, common.failed);
    }
  };
  const remove = async (follower: Follower, all: readonly Follower[]) => {
    try {
      await setFollowers(of, follower, all);
      await refresh('/services', '/status-pages');
      toast({
        text: text.removed(follower.name),
        action: { text: common.undo, run: () => addQuietly([follower]) },
      });
    } catch (error) {
      toastError(error, common.failed);
    }
  };
  const mayRemove = ({ type, id }: Follower) =>
    of.kind !== 'incident' && (mayName || (type === 'USER' && id === me.id));
  return (
    <Card
      title={title}
      actions={
        mayName && (
          <IconButton size="small" label={text.add} aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
            <UserPlus aria-hidden="true" />
          </IconButton>
        )
      }
    >
      <div class="stack">
        <Loaded of={found} lines={2}>
          {(all) =>
            all.length === 0 ? (
              <p class="faint">{none}</p>
            ) : (
              <ul class="stack tight">
                {all.map((one) => (
                  <li key={`${one.type} ${one.id}`} class="row apart">
                    <span class="row grow">
                      {one.type === 'USER' ? (
                        <Avatar person={{ id: one.id, firstName: one.name }} />
                      ) : (
                        <Users class="communication-team" role="img" aria-label={text.team} />
                      )}
                      <bdi class="grow">{one.name}</bdi>
                    </span>
                    {mayRemove(one) && (
                      <IconButton size="small" label={text.remove(one.name)} onClick={() => remove(one, all)}>
                        <X aria-hidden="true" />
                      </IconButton>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
        {isAdding && <AddForm onAdd={add} onClose={() => setAdding(false)} />}
        {!isFollowing && !isAdding && (
          <Button size="small" onClick={() => addQuietly([{ id: me.id, type: 'USER' }])}>
            {text.follow}
          </Button>
        )}
        <p class="faint small">{hint}</p>
      </div>
    </Card>
  );
}

function AddForm({
  onAdd,
  onClose,
}: {
  readonly onAdd: (who: readonly Who[]) => Promise<void>;
  readonly onClose: () => void;
}) {
  const text = useWords(followersWords);
  const common = useWords(commonWords);
  const [users, setUsers] = useState<readonly Reference[]>([]);
  const [teams, setTeams] = useState<readonly Reference[]>([]);
  const submit = async () => {
    await onAdd([
      ...users.map(({ id }) => ({ id, type: 'USER' as const })),
      ...teams.map(({ id }) => ({ id, type: 'TEAM' as const })),
    ]);
    onClose();
  };
  return (
    <Form onSubmit={submit} submit={common.add} onCancel={onClose} disabled={users.length + teams.length === 0}>
      <PickManyField kind="users" label={text.users} value={users} onInput={setUsers} />
      <PickManyField kind="teams" label={text.teams} value={teams} onInput={setTeams} />
    </Form>
  );
}

type Who = Pick<Follower, 'id' | 'type'>;

function useFollowers({ kind, id }: FollowersProps['of']) {
  const params = { params: { path: { id } } };
  const ofIncident = useGet('/incidents/{id}/private-subscribers', params, { enabled: kind === 'incident' });
  const ofService = useGet('/services/{id}/private-subscribers', params, { enabled: kind === 'service' });
  const ofPage = useGet('/status-pages/{id}/private-subscribers', params, { enabled: kind === 'page' });
  return { incident: ofIncident, service: ofService, page: ofPage }[kind];
}

const bodyOf = (who: readonly Who[]) => who.map(({ id, type }) => ({ id, type }));

function addFollowers({ kind, id }: FollowersProps['of'], who: readonly Who[]): Promise<unknown> {
  const call = { params: { path: { id } }, body: bodyOf(who) };
  switch (kind) {
    case 'incident':
      return answer(api.POST('/incidents/{id}/private-subscribers', call));
    case 'service':
      return answer(api.POST('/services/{id}/private-subscribers', call));
    case 'page':
      return answer(api.POST('/status-pages/{id}/private-subscribers', call));
  }
}

/** A page's followers are taken away one by one; a service's are sent without the one. */
async function setFollowers({ kind, id }: FollowersProps['of'], gone: Follower, all: readonly Follower[]) {
  if (kind === 'page')
    await answer(
      api.DELETE('/status-pages/{id}/private-subscribers/{subscriber}', {
        params: { path: { id, subscriber: gone.id }, query: { 'subscriber-type': gone.type } },
      }),
    );
  else
    await answer(
      api.PUT('/services/{id}/private-subscribers', {
        params: { path: { id } },
        body: bodyOf(all.filter((one) => one.id !== gone.id || one.type !== gone.type)),
      }),
    );
}
