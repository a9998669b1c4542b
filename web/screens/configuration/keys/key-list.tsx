import { KeyRound, Plus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { type Api, answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { fromLocalInput } from '../../../time/local.ts';
import { Ago } from '../../../time/now.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog, useAsk } from '../../../ui/dialog.tsx';
import { DurationField } from '../../../ui/duration.tsx';
import { DateTimeField, TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { List, Row } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Empty, Loaded } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { Secrets } from '../framework/secrets.tsx';
import { ScopeList, ScopesField } from '../scopes.tsx';
import { keyWords } from './words.ts';

type Key = Api<'ApiKey'>;

/** The keys of somebody: made, rotated and revoked. What a key is, is shown once. */
export function KeyList({ user, title }: { readonly user: number; readonly title: string }) {
  const text = useWords(keyWords);
  const common = useWords(commonWords);
  const ask = useAsk();
  const keys = useGet('/users/{user}/api-keys', { params: { path: { user } } });
  const [isMaking, setMaking] = useState(false);
  const [rotating, setRotating] = useState<Key>();
  const [fresh, setFresh] = useState<Key>();
  const shown = async (key: Key) => {
    setMaking(false);
    setRotating(undefined);
    setFresh(key);
    await refresh('/users/{user}/api-keys');
  };
  const revoke = async (key: Key) => {
    if (!(await ask({ title: `${text.revoke}: ${key.name}`, text: text.revokeWhy, yes: text.revoke, danger: true })))
      return;
    try {
      await answer(api.DELETE('/users/{user}/api-keys/{id}', { params: { path: { user, id: key.id } } }));
      toast({ text: text.revoked });
    } catch (reason) {
      toastError(reason, common.failed);
    }
    await refresh('/users/{user}/api-keys');
  };
  const add = (
    <Button size="small" kind="primary" icon={<Plus aria-hidden="true" />} onClick={() => setMaking(true)}>
      {text.add}
    </Button>
  );
  return (
    <Card flush title={title} actions={add}>
      <Loaded of={keys} lines={3}>
        {(all) =>
          all.length === 0 ? (
            <Empty icon={<KeyRound aria-hidden="true" />} title={text.none}>
              {text.noneWhy}
            </Empty>
          ) : (
            <List>
              {all.map((key) => (
                <Row
                  key={key.id}
                  title={<bdi>{key.name}</bdi>}
                  end={
                    <>
                      <Button size="small" onClick={() => setRotating(key)}>
                        {text.rotate}
                      </Button>
                      <Button size="small" kind="danger" onClick={() => revoke(key)}>
                        {text.revoke}
                      </Button>
                    </>
                  }
                >
                  <ScopeList scopes={key.scopes} /> ·{' '}
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
                      · {text.expires.toLowerCase()} <Ago at={key.expiresAt} />
                    </>
                  )}
                </Row>
              ))}
            </List>
          )
        }
      </Loaded>
      {isMaking && <NewKey user={user} onClose={() => setMaking(false)} onMade={shown} />}
      {rotating && <Rotation user={user} of={rotating} onClose={() => setRotating(undefined)} onMade={shown} />}
      {fresh?.key && (
        <Secrets
          secrets={[{ label: `${text.key}: ${fresh.name}`, text: fresh.key }]}
          onClose={() => setFresh(undefined)}
        />
      )}
    </Card>
  );
}

interface MakingProps {
  readonly user: number;
  readonly onClose: () => void;
  readonly onMade: (key: Key) => Promise<void>;
}

function NewKey({ user, onClose, onMade }: MakingProps) {
  const text = useWords(keyWords);
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[] | undefined>(['alert:r']);
  const [expires, setExpires] = useState('');
  const send = async () =>
    onMade(
      await answer(
        api.POST('/users/{user}/api-keys', {
          params: { path: { user } },
          body: { name, scopes: scopes ?? null, expiresAt: fromLocalInput(expires) ?? null },
        }),
      ),
    );
  return (
    <Dialog title={text.add} width="wide" onClose={onClose}>
      <Form onSubmit={send} submit={text.add} onCancel={onClose}>
        <TextField label={text.name} name="name" hint={text.nameHint} value={name} onInput={setName} />
        <DateTimeField
          label={text.expires}
          name="expiresAt"
          hint={text.expiresHint}
          optional
          value={expires}
          onInput={setExpires}
        />
        <ScopesField value={scopes} onInput={setScopes} />
      </Form>
    </Dialog>
  );
}

function Rotation({ user, of, onClose, onMade }: MakingProps & { readonly of: Key }) {
  const text = useWords(keyWords);
  const [overlap, setOverlap] = useState<number | undefined>(24 * 3600);
  const send = async () => {
    const key = await answer(
      api.POST('/users/{user}/api-keys/{id}/rotate', {
        params: { path: { user, id: of.id } },
        body: { overlapHours: overlap === undefined ? null : Math.round(overlap / 3600) },
      }),
    );
    toast({ text: text.rotated });
    await onMade(key);
  };
  return (
    <Dialog title={`${text.rotate}: ${of.name}`} onClose={onClose}>
      <p>{text.rotateWhy}</p>
      <Form onSubmit={send} submit={text.rotate} onCancel={onClose}>
        <DurationField
          label={text.overlap}
          name="overlapHours"
          units={['hour', 'day']}
          value={overlap}
          onInput={setOverlap}
        />
      </Form>
    </Dialog>
  );
}
