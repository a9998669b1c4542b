import { Bell, Mail, MessageSquare, Phone, Smartphone } from 'lucide-preact';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { useMe } from '../../app/session.tsx';
import type { Api } from '../../client/api.ts';
import { useGet } from '../../client/query.ts';

export type Email = Api<'EmailContact'>;
export type PhoneNumber = Api<'PhoneContact'>;
export type Device = Api<'Device'>;

const OwnerContext = createContext<number | undefined>(undefined);
/** Whose things the parts below are about, where it is not who looks at them: administrators look after others. */
export const OwnerProvider = OwnerContext.Provider;

/** The id of the person whose things these are. */
export function useOwner(): number {
  const me = useMe();
  return useContext(OwnerContext) ?? me.id;
}

/** The parameters of every call about what is theirs. */
export const useOwnPath = () => ({ params: { path: { user: useOwner() } } });

/** How I can be reached; each list is read once for all that ask for it. */
export function useContacts() {
  const own = useOwnPath();
  return {
    emails: useGet('/users/{user}/contacts/emails', own),
    phones: useGet('/users/{user}/contacts/phone-numbers', own),
    devices: useGet('/users/{user}/devices', own),
  };
}

export type Contacts = ReturnType<typeof useContacts>;

/** Where a rule leads, as its owner knows it; undefined for a contact that is gone. */
export function targetOf(
  { emails, phones }: Contacts,
  contact: { readonly id: number } | null | undefined,
): string | undefined {
  const all = [...(emails.data ?? []), ...(phones.data ?? [])];
  return all.find(({ id }) => id === contact?.id)?.target;
}

export const methodIcon = {
  PUSH: Smartphone,
  SMS: MessageSquare,
  VOICE: Phone,
  EMAIL: Mail,
} as const;

export const iconOf = (method: string): typeof Bell => methodIcon[method as keyof typeof methodIcon] ?? Bell;
