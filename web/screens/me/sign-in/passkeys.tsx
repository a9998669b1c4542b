import { KeyRound, Pencil, Plus, Trash2 } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../../../client/error.ts';
import { dayAndTime } from '../../../time/format.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Dialog, useAsk } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { List, Row } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { addPasskey, knowsPasskeys, listPasskeys, type Passkey, removePasskey, renamePasskey } from './passkey.ts';
import { signInWords } from './words.ts';

/** Passkeys belong to a name, and 127.0.0.1 is none. */
const isNumber = (host: string): boolean => /^[\d.]+$|^\[/.test(host);

/** Passkeys: which there are, another one, their names. */
export function Passkeys() {
  const text = useWords(signInWords);
  const common = useWords(commonWords);
  const language = useLanguage();
  const ask = useAsk();
  const [all, setAll] = useState<readonly Passkey[] | ApiError>();
  const [edited, setEdited] = useState<Passkey | 'new'>();
  const load = () =>
    listPasskeys().then(setAll, (error: unknown) => {
      if (error instanceof ApiError) setAll(error);
    });
  useEffect(() => void load(), []);
  const { hostname, port, protocol } = window.location;
  const named = isNumber(hostname) ? `${protocol}//localhost${port && `:${port}`}` : undefined;

  async function remove({ id, name }: Passkey) {
    const question = { title: text.removePasskey(name), text: text.removePasskeyWhy, yes: common.remove, danger: true };
    if (!(await ask(question))) return;
    await removePasskey(id).catch((error: unknown) => toastError(error, common.failed));
    await load();
  }

  return (
    <Card
      title={text.passkeys}
      flush
      actions={
        named === undefined && knowsPasskeys() ? (
          <Button size="small" icon={<Plus aria-hidden="true" />} onClick={() => setEdited('new')}>
            {text.addPasskey}
          </Button>
        ) : undefined
      }
    >
      <p class="faint me-why">
        {text.passkeysWhy}{' '}
        {named === undefined ? !knowsPasskeys() && text.noPasskeysHere : text.passkeyElsewhere(named)}
      </p>
      {all === undefined ? (
        <Loading lines={1} />
      ) : all instanceof ApiError ? (
        <div class="me-why">
          <Failure error={all} retry={load} />
        </div>
      ) : all.length === 0 ? (
        <Empty icon={<KeyRound aria-hidden="true" />} title={text.noPasskey} />
      ) : (
        <List>
          {all.map((passkey) => (
            <Row
              key={passkey.id}
              lead={
                <span class="me-icon">
                  <KeyRound aria-hidden="true" />
                </span>
              }
              title={<bdi>{passkey.name}</bdi>}
              end={
                <>
                  <IconButton label={`${text.rename}: ${passkey.name}`} onClick={() => setEdited(passkey)}>
                    <Pencil aria-hidden="true" />
                  </IconButton>
                  <IconButton label={`${common.remove}: ${passkey.name}`} onClick={() => remove(passkey)}>
                    <Trash2 aria-hidden="true" />
                  </IconButton>
                </>
              }
            >
              {text.created(dayAndTime(passkey.createdAt, { language }))} ·{' '}
              {passkey.lastUsedAt ? text.used(dayAndTime(passkey.lastUsedAt, { language })) : text.neverUsed}
            </Row>
          ))}
        </List>
      )}
      {edited && <NameDialog passkey={edited} onClose={() => setEdited(undefined)} onDone={load} />}
    </Card>
  );
}

interface NameProps {
  readonly passkey: Passkey | 'new';
  readonly onClose: () => void;
  readonly onDone: () => Promise<unknown>;
}

function NameDialog({ passkey, onClose, onDone }: NameProps) {
  const text = useWords(signInWords);
  const common = useWords(commonWords);
  const [name, setName] = useState(passkey === 'new' ? '' : passkey.name);

  async function send() {
    if (passkey !== 'new') await renamePasskey(passkey.id, name);
    else {
      const added = await addPasskey(name);
      toast({ text: added ? text.passkeyAdded : text.passkeyFailed });
    }
    onClose();
    await onDone();
  }

  return (
    <Dialog title={passkey === 'new' ? text.addPasskey : text.rename} onClose={onClose}>
      <Form submit={passkey === 'new' ? common.add : common.save} onCancel={onClose} onSubmit={send}>
        <TextField
          label={text.passkeyName}
          name="name"
          hint={text.passkeyNameHint}
          maxLength={100}
          value={name}
          onInput={setName}
        />
      </Form>
    </Dialog>
  );
}
