import { useState } from 'preact/hooks';
import { useMe } from '../../../app/session.tsx';
import { answer, api } from '../../../client/api.ts';
import { refresh } from '../../../client/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { DateTimeField, NumberField, TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { CodeBlock } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import type { ApiKey } from './keys.tsx';
import { signInWords } from './words.ts';

interface Props {
  /** The one that gets a successor. */
  readonly apiKey: ApiKey | 'new';
  readonly onClose: () => void;
}

const scopesIn = (text: string): string[] => text.split(/[\s,]+/).filter((scope) => scope !== '');

/** Makes a key, or a successor of one, and shows it this once. */
export function KeyDialog({ apiKey, onClose }: Props) {
  const text = useWords(signInWords);
  const common = useWords(commonWords);
  const { id: user } = useMe();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState('');
  const [ends, setEnds] = useState('');
  const [overlapHours, setOverlap] = useState<number | undefined>(24);
  const [made, setMade] = useState<string>();
  const isNew = apiKey === 'new';

  async function make() {
    const wanted = scopesIn(scopes);
    const key = isNew
      ? await answer(
          api.POST('/users/{user}/api-keys', {
            params: { path: { user } },
            body: {
              ...(name.trim() !== '' && { name: name.trim() }),
              ...(wanted.length > 0 && { scopes: wanted as never }),
              ...(ends !== '' && { expiresAt: new Date(ends).toISOString() }),
            },
          }),
        )
      : await answer(
          api.POST('/users/{user}/api-keys/{id}/rotate', {
            params: { path: { user, id: apiKey.id } },
            body: overlapHours === undefined ? {} : { overlapHours },
          }),
        );
    await refresh('/users/{user}/api-keys');
    setMade(key.key ?? '');
  }

  if (made !== undefined)
    return (
      <Dialog title={text.keyShown} onClose={onClose}>
        <Notice tone="warn">{text.keyShownWhy}</Notice>
        <CodeBlock text={made} label={text.keyShown} />
        <div class="buttons">
          <Button kind="primary" onClick={onClose}>
            {text.done}
          </Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={isNew ? text.addKey : text.rotateTitle(apiKey.name)} onClose={onClose}>
      <Form submit={isNew ? common.add : text.rotate} onCancel={onClose} onSubmit={make}>
        {isNew ? (
          <>
            <TextField label={text.keyName} name="name" maxLength={255} value={name} onInput={setName} />
            <TextField
              label={text.keyScopes}
              name="scopes"
              optional
              hint={text.keyScopesHint}
              value={scopes}
              onInput={setScopes}
            />
            <DateTimeField label={text.keyEnds} name="expiresAt" optional value={ends} onInput={setEnds} />
          </>
        ) : (
          <>
            <p>{text.rotateWhy}</p>
            <NumberField
              label={text.overlap}
              name="overlapHours"
              min={0}
              max={720}
              value={overlapHours}
              onInput={setOverlap}
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}
