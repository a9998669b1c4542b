import { Mail, Phone, Plus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useMe } from '../../../app/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { List } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Empty, Loaded } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { useContacts } from '../own.ts';
import { AddContact } from './add-contact.tsx';
import { ContactRow } from './contact-row.tsx';
import { Devices } from './devices.tsx';
import { contactWords } from './words.ts';

/** Where I am reached. */
export function Contacts() {
  const text = useWords(contactWords);
  const me = useMe();
  const { emails, phones } = useContacts();
  const [added, setAdded] = useState<'emails' | 'phones'>();
  const addButton = (kind: 'emails' | 'phones', label: string) => (
    <Button size="small" icon={<Plus aria-hidden="true" />} onClick={() => setAdded(kind)}>
      {label}
    </Button>
  );
  return (
    <>
      <Card title={text.phones} flush actions={addButton('phones', text.addPhone)}>
        <Loaded of={phones} lines={2}>
          {(all) =>
            all.length === 0 ? (
              <Empty icon={<Phone aria-hidden="true" />} title={text.noPhone}>
                {text.noPhoneWhy}
              </Empty>
            ) : (
              <List>
                {all.map((phone) => (
                  <ContactRow key={phone.id} kind="phones" contact={phone} isPrimary={phone.primary} Icon={Phone} />
                ))}
              </List>
            )
          }
        </Loaded>
      </Card>
      <Card title={text.emails} flush actions={addButton('emails', text.addEmail)}>
        <Loaded of={emails} lines={2}>
          {(all) => (
            <List>
              {all.map((email) => (
                <ContactRow
                  key={email.id}
                  kind="emails"
                  contact={email}
                  isLogin={email.target.toLowerCase() === me.email.toLowerCase()}
                  Icon={Mail}
                />
              ))}
            </List>
          )}
        </Loaded>
      </Card>
      <Devices />
      {added && <AddContact kind={added} onClose={() => setAdded(undefined)} />}
    </>
  );
}
