import { useState } from 'preact/hooks';
import { useMe } from '../../../app/session.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { addContact, type ContactKind } from './calls.ts';
import { Verify } from './verify.tsx';
import { contactWords } from './words.ts';

interface Props {
  readonly kind: ContactKind;
  readonly onClose: () => void;
}

/** Adds an address or a number; then asks for the code that was sent there, unless an administrator vouches for it. */
export function AddContact({ kind, onClose }: Props) {
  const text = useWords(contactWords);
  const common = useWords(commonWords);
  const me = useMe();
  const [target, setTarget] = useState('');
  const [regionCode, setRegion] = useState(me.region ?? 'DE');
  const [added, setAdded] = useState<{ readonly id: number; readonly target: string }>();
  if (added) return <Verify kind={kind} contact={added} onClose={onClose} />;
  const isPhone = kind === 'phones';
  return (
    <Dialog title={isPhone ? text.addPhone : text.addEmail} onClose={onClose}>
      <Form
        submit={common.add}
        onCancel={onClose}
        onSubmit={async () => {
          const contact = await addContact(me.id, kind, { target: target.trim(), regionCode });
          if (contact.verified) onClose();
          else setAdded(contact);
        }}
      >
        <TextField
          label={isPhone ? text.number : text.address}
          name="target"
          hint={isPhone ? text.numberHint : undefined}
          type={isPhone ? 'tel' : 'email'}
          autocomplete={isPhone ? 'tel' : 'email'}
          value={target}
          onInput={setTarget}
        />
        {isPhone && !target.trim().startsWith('+') && (
          <TextField
            label={text.country}
            name="regionCode"
            hint={text.countryHint}
            maxLength={2}
            value={regionCode}
            onInput={(value) => setRegion(value.toUpperCase())}
          />
        )}
      </Form>
    </Dialog>
  );
}
