import { KeySquare, MoreVertical, Plus, RotateCw, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useMe } from '../../../app/session.tsx';
import { type Api, answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { dayAndTime } from '../../../time/format.ts';
import { Button } from '../../../ui/button.tsx';
import { useAsk } from '../../../ui/dialog.tsx';
import { List, Row } from '../../../ui/list.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Card } from '../../../ui/page.tsx';
import { Empty, Loaded } from '../../../ui/states.tsx';
import { toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { useOwnPath } from '../own.ts';
import { KeyDialog } from './key-dialog.tsx';
import { signInWords } from './words.ts';

export type ApiKey = Api<'ApiKey'>;

/** API keys: what there are, a new one, a successor, an end. */
export function Keys() {
  const text = useWords(signInWords);
  const common = useWords(commonWords);
  const language = useLanguage();
  const { id: user } = useMe();
  const ask = useAsk();
  const keys = useGet('/users/{user}/api-keys', useOwnPath());
  const [edited, setEdited] = useState<ApiKey | 'new'>();

  async function revoke({ id, name }: ApiKey) {
    if (!(await ask({ title: text.removeKey(name), text: text.removeKeyWhy, yes: text.remove, danger: true }))) return;
    await answer(api.DELETE('/users/{user}/api-keys/{id}', { params: { path: { user, id } } })).catch(
      (error: unknown) => toastError(error, common.failed),
    );
    await refresh('/users/{user}/api-keys');
  }

  const noteOf = ({ scopes, expiresAt, lastUsedAt, createdAt }: ApiKey) =>
    [
      scopes?.join(' ') ?? text.all,
      expiresAt && text.ends(dayAndTime(expiresAt, { language })),
      lastUsedAt ? text.used(lastUsedAt) : text.created(dayAndTime(createdAt, { language })),
    ]
      .filter(Boolean)
      .join(' · ');

  return (
    <Card
      title={text.keys}
      flush
      actions={
        <Button size="small" icon={<Plus aria-hidden="true" />} onClick={() => setEdited('new')}>
          {text.addKey}
        </Button>
      }
    >
      <p class="faint me-why">{text.keysWhy}</p>
      <Loaded of={keys} lines={1}>
        {(all) =>
          all.length === 0 ? (
            <Empty icon={<KeySquare aria-hidden="true" />} title={text.noKeys} />
          ) : (
            <List>
              {all.map((key) => (
                <Row
                  key={key.id}
                  lead={
                    <span class="me-icon">
                      <KeySquare aria-hidden="true" />
                    </span>
                  }
                  title={<bdi>{key.name}</bdi>}
                  end={
                    <Menu
                      label={`${common.more}: ${key.name}`}
                      iconOnly
                      kind="quiet"
                      icon={<MoreVertical aria-hidden="true" />}
                      items={[
                        {
                          text: text.rotate,
                          icon: <RotateCw aria-hidden="true" />,
                          onClick: () => setEdited(key),
                        },
                        {
                          text: text.remove,
                          icon: <Trash2 aria-hidden="true" />,
                          danger: true,
                          onClick: () => revoke(key),
                        },
                      ]}
                    />
                  }
                >
                  {noteOf(key)}
                </Row>
              ))}
            </List>
          )
        }
      </Loaded>
      {edited && <KeyDialog apiKey={edited} onClose={() => setEdited(undefined)} />}
    </Card>
  );
}
