import type { ComponentChildren } from 'preact';
import { isAdmin, useMe } from '../../../app/session.tsx';
import { answer, api } from '../../../client/api.ts';
import { type Got, refresh, useGet } from '../../../client/query.ts';
import { Ago } from '../../../time/now.tsx';
import { Button } from '../../../ui/button.tsx';
import { useAsk } from '../../../ui/dialog.tsx';
import { List, Row } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { PlaceList } from '../framework/remove.tsx';
import { userWords } from './words.ts';

interface PartProps<Item> {
  readonly title: string;
  readonly none: string;
  readonly of: Got<readonly Item[]>;
  readonly row: (item: Item) => ComponentChildren;
  readonly actions?: ComponentChildren;
}

const Part = <Item,>({ title, none, of, row, actions }: PartProps<Item>) => (
  <Card flush title={title} actions={(of.data?.length ?? 0) > 0 && actions}>
    <Loaded of={of} lines={2}>
      {(items) => (items.length === 0 ? <p class="configuration-pad faint">{none}</p> : <List>{items.map(row)}</List>)}
    </Loaded>
  </Card>
);

/** Does something that cannot be undone, once it was asked for, and says so. */
function useFinal() {
  const ask = useAsk();
  const { failed } = useWords(commonWords);
  return async (
    question: { title: string; text?: string; yes: string },
    what: () => Promise<unknown>,
    said: string,
  ) => {
    if (!(await ask({ ...question, danger: true }))) return;
    try {
      await what();
      toast({ text: said });
    } catch (reason) {
      toastError(reason, failed);
    }
    await refresh('/users');
  };
}

/** Policies, schedules and teams that name somebody. */
export function Places({ user }: { readonly user: number }) {
  const text = useWords(userWords);
  const places = useGet('/users/{id}/places', { params: { path: { id: user } } });
  return (
    <Card title={text.places}>
      <Loaded of={places} lines={2}>
        {(all) => (all.length === 0 ? <p class="faint">{text.noPlaces}</p> : <PlaceList places={all} />)}
      </Loaded>
    </Card>
  );
}

/** Where somebody is signed in, what they have given keys to, and which apps and chats speak for them. */
export function Access({ user, name }: { readonly user: number; readonly name: string }) {
  const text = useWords(userWords);
  const final = useFinal();
  const path = { user };
  const sessions = useGet('/users/{user}/sessions', { params: { path } });
  const keys = useGet('/users/{user}/api-keys', { params: { path } });
  const grants = useGet('/users/{user}/grants', { params: { path } });
  const chats = useGet('/users/{user}/chat-accounts', { params: { path } });
  const devices = useGet('/users/{user}/devices', { params: { path } });
  if (!isAdmin(useMe())) return null;
  return (
    <>
      <Part
        title={text.sessions}
        none={text.noSessions}
        of={sessions}
        actions={
          <Button
            size="small"
            kind="danger"
            onClick={() =>
              final(
                { title: `${text.endAll}: ${name}`, text: text.endAllWhy, yes: text.endAll },
                () => answer(api.DELETE('/users/{user}/sessions', { params: { path } })),
                text.ended,
              )
            }
          >
            {text.endAll}
          </Button>
        }
        row={({ id, userAgent, lastSeenAt, method }) => (
          <Row key={id} title={<bdi class="one-line">{userAgent}</bdi>}>
            {method} · {text.lastSeen} <Ago at={lastSeenAt} />
          </Row>
        )}
      />
      <Part
        title={text.keys}
        none={text.noKeys}
        of={keys}
        row={(key) => (
          <Row
            key={key.id}
            title={<bdi>{key.name}</bdi>}
            end={
              <Button
                size="small"
                kind="danger"
                onClick={() =>
                  final(
                    { title: `${text.revoke}: ${key.name}`, text: text.revokeWhy, yes: text.revoke },
                    () => answer(api.DELETE('/users/{user}/api-keys/{id}', { params: { path: { user, id: key.id } } })),
                    text.revoked,
                  )
                }
              >
                {text.revoke}
              </Button>
            }
          >
            {key.scopes ? key.scopes.join(', ') : text.everything} ·{' '}
            {key.lastUsedAt ? (
              <>
                {text.lastUsed} <Ago at={key.lastUsedAt} />
              </>
            ) : (
              text.neverUsed
            )}
            {key.expiresAt && (
              <>
                {' '}
                · {text.expires} <Ago at={key.expiresAt} />
              </>
            )}
          </Row>
        )}
      />
      <Part
        title={text.grants}
        none={text.noGrants}
        of={grants}
        row={(grant) => (
          <Row
            key={grant.id}
            title={<bdi>{grant.app.name ?? `#${grant.app.id}`}</bdi>}
            end={
              <Button
                size="small"
                kind="danger"
                onClick={() =>
                  final(
                    { title: `${text.takeBack}: ${grant.app.name ?? ''}`, yes: text.takeBack },
                    () => answer(api.DELETE('/users/{user}/grants/{id}', { params: { path: { user, id: grant.id } } })),
                    text.removed,
                  )
                }
              >
                {text.takeBack}
              </Button>
            }
          >
            {grant.scopes.join(', ')}
          </Row>
        )}
      />
      <Part
        title={text.chats}
        none={text.noChats}
        of={chats}
        row={(account) => (
          <Row
            key={account.id}
            title={<bdi>{account.name ?? account.user}</bdi>}
            end={
              <Button
                size="small"
                onClick={() =>
                  final(
                    { title: `${text.unlink}: ${account.name ?? account.user}`, yes: text.unlink },
                    () =>
                      answer(
                        api.DELETE('/users/{user}/chat-accounts/{id}', { params: { path: { user, id: account.id } } }),
                      ),
                    text.removed,
                  )
                }
              >
                {text.unlink}
              </Button>
            }
          >
            {account.type} · {account.space}
          </Row>
        )}
      />
      <Part
        title={text.devices}
        none={text.noDevices}
        of={devices}
        row={({ id, name: device, platform, createdAt }) => (
          <Row key={id} title={<bdi>{device ?? platform}</bdi>}>
            {platform} · <Ago at={createdAt} />
          </Row>
        )}
      />
    </>
  );
}
