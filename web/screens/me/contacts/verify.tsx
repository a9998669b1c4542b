import { useEffect, useState } from 'preact/hooks';
import { useMe } from '../../../app/session.tsx';
import { useAction } from '../../../client/action.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Failure } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { useWords } from '../../../words/language.tsx';
import { type ContactKind, verifyContact } from './calls.ts';
import { contactWords } from './words.ts';

interface Props {
  readonly kind: ContactKind;
  readonly contact: { readonly id: number; readonly target: string };
  readonly onClose: () => void;
}

/** Sends a code to a contact, and asks for it. */
export function Verify({ kind, contact, onClose }: Props) {
  const text = useWords(contactWords);
  const { id: user } = useMe();
  const [code, setCode] = useState('');
  const send = useAction(() => verifyContact(user, kind, contact.id));
  useEffect(() => void send.run(), []);
  return (
    <Dialog title={text.verifyTitle(contact.target)} onClose={onClose}>
      {send.error ? <Failure error={send.error} /> : <p>{text.codeSent}</p>}
      <Form
        submit={text.check}
        onCancel={onClose}
        disabled={code.trim() === ''}
        more={
          <Button kind="quiet" busy={send.isRunning} onClick={() => send.run()}>
            {text.again}
          </Button>
        }
        onSubmit={async () => {
          await verifyContact(user, kind, contact.id, code.trim());
          toast({ text: text.verifiedNow });
          onClose();
        }}
      >
        <TextField
          label={text.code}
          name="code"
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={6}
          value={code}
          onInput={setCode}
        />
      </Form>
    </Dialog>
  );
}
