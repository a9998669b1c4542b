import { useRoute } from 'preact-iso';
import { Tabs } from '../../ui/list.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/language.tsx';
import { Contacts } from './contacts/contacts.tsx';
import { Notifications } from './notifications/notifications.tsx';
import { Profile } from './profile/profile.tsx';
import { SignIn } from './sign-in/sign-in.tsx';
import { meWords } from './words.ts';
import './me.css';

const parts = ['notifications', 'contacts', 'sign-in', 'profile'] as const;
type Part = (typeof parts)[number];

const addressOf = (part: Part): string => (part === 'notifications' ? '/me' : `/me/${part}`);

const screenOf = { notifications: Notifications, contacts: Contacts, 'sign-in': SignIn, profile: Profile } as const;

/** What is mine: how I am reached, by whom I am let in, and how I like things. */
export default function Me() {
  const text = useWords(meWords);
  const { params } = useRoute();
  const part = parts.find((one) => one === params.part) ?? 'notifications';
  const Part = screenOf[part];
  return (
    <Page title={text.title}>
      <Tabs
        label={text.title}
        tabs={parts.map((one) => ({ href: addressOf(one), text: text.parts[one] }))}
        current={addressOf(part)}
      />
      <div class="stack loose me-part">
        <Part key={part} />
      </div>
    </Page>
  );
}
