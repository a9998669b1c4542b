import { Mail, Phone, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Dialog, useAsk } from '../../../ui/dialog.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { List, Row } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Badge, Loaded } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { regions } from './fields.tsx';
import { userWords } from './words.ts';

interface Contact {
  readonly id: number;
  readonly target: string;
  readonly verified: boolean;
  readonly status: string;
}

/** The addresses and numbers of somebody else, for administrators; what is new has to be verified by whom it belongs to. */
export function Contacts({ user, mayWrite }: { readonly user: number; readonly mayWrite: boolean }) {
  const text = useWords(userWords);
  const emails = useGet('/users/{user}/contacts/emails', { params: { path: { user } } });
  const phones = useGet('/users/{user}/contacts/phone-numbers', { params: { path: { user } } });
  const [adding, setAdding] = useState<'email' | 'phone'>();
  const removeEmail = (id: number) =>
    api.DELETE('/users/{user}/contacts/emails/{id}', { params: { path: { user, id } } });
  const removePhone = (id: number) =>
    api.DELETE('/users/{user}/contacts/phone-numbers/{id}', { params: { path: { user, id } } });
  return (
    <Card
      flush
      title={text.contacts}
      actions={
        mayWrite && (
          <>
            <Button size="small" icon={<Mail aria-hidden="true" />} onClick={() => setAdding('email')}>
              {text.addEmail}
            </Button>
            <Button size="small" icon={<Phone aria-hidden="true" />} onClick={() => setAdding('phone')}>
              {text.addPhone}
            </Button>
          </>
        )
      }
    >
      <Loaded of={emails} lines={2}>
        {(addresses) => (
          <List>
            {addresses.map((contact) => (
              <ContactRow key={contact.id} contact={contact} icon="email" remove={mayWrite ? removeEmail : undefined} />
            ))}
            {(phones.data ?? []).map((contact) => (
              <ContactRow key={contact.id} contact={contact} icon="phone" remove={mayWrite ? removePhone : undefined} />
            ))}
          </List>
        )}
      </Loaded>
      {emails.data?.length === 0 && phones.data?.length === 0 && (
        <p class="configuration-pad faint">{text.noContacts}</p>
      )}
      {adding === 'email' && <NewEmail user={user} onClose={() => setAdding(undefined)} />}
      {adding === 'phone' && <NewPhone user={user} onClose={() => setAdding(undefined)} />}
    </Card>
  );
}

function ContactRow(props: {
  readonly contact: Contact;
  readonly icon: 'email' | 'phone';
  readonly remove: ((id: number) => ReturnType<typeof api.DELETE>) | undefined;
}) {
  const { contact, icon, remove } = props;
  const text = useWords(userWords);
  const common = useWords(commonWords);
  const ask = useAsk();
  const Icon = icon === 'email' ? Mail : Phone;
  const take = async () => {
    if (!(await ask({ title: `${common.remove}: ${contact.target}`, yes: common.remove, danger: true }))) return;
    try {
      await answer(remove?.(contact.id) as Parameters<typeof answer>[0]);
      toast({ text: text.removed });
    } catch (reason) {
      toastError(reason, common.failed);
    }
    await refresh('/users/{user}/contacts/emails', '/users/{user}/contacts/phone-numbers');
  };
  return (
    <Row
      lead={<Icon aria-hidden="true" class="configuration-icon" />}
      title={<bdi>{contact.target}</bdi>}
      end={
        <>
          <Badge tone={contact.status === 'LOCKED' ? 'bad' : contact.verified ? 'ok' : 'warn'}>
            {contact.status === 'LOCKED' ? text.locked : contact.verified ? text.verified : text.unverified}
          </Badge>
          {remove && (
            <IconButton size="small" label={`${common.remove}: ${contact.target}`} onClick={take}>
              <X aria-hidden="true" />
            </IconButton>
          )}
        </>
      }
    />
  );
}

function NewEmail({ user, onClose }: { readonly user: number; readonly onClose: () => void }) {
  const text = useWords(userWords);
  const common = useWords(commonWords);
  const [target, setTarget] = useState('');
  const send = async () => {
    await answer(api.POST('/users/{user}/contacts/emails', { params: { path: { user } }, body: { target } }));
    toast({ text: text.added });
    onClose();
    await refresh('/users/{user}/contacts/emails');
  };
  return (
    <Dialog title={text.addEmail} onClose={onClose}>
      <Form onSubmit={send} submit={common.add} onCancel={onClose}>
        <TextField type="email" label={text.fields.email} name="target" value={target} onInput={setTarget} />
      </Form>
    </Dialog>
  );
}

function NewPhone({ user, onClose }: { readonly user: number; readonly onClose: () => void }) {
  const text = useWords(userWords);
  const common = useWords(commonWords);
  const [target, setTarget] = useState('');
  const [regionCode, setRegion] = useState<string>('DE');
  const send = async () => {
    await answer(
      api.POST('/users/{user}/contacts/phone-numbers', { params: { path: { user } }, body: { target, regionCode } }),
    );
    toast({ text: text.added });
    onClose();
    await refresh('/users/{user}/contacts/phone-numbers');
  };
  return (
    <Dialog title={text.addPhone} onClose={onClose}>
      <Form onSubmit={send} submit={common.add} onCancel={onClose}>
        <div class="columns">
          <SelectField
            label={text.fields.region}
            name="regionCode"
            value={regionCode}
            onInput={setRegion}
            options={regions.map((value) => ({ value: value as string, text: value }))}
          />
          <TextField type="tel" label={text.number} name="target" value={target} onInput={setTarget} />
        </div>
      </Form>
    </Dialog>
  );
}
