import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { type Api, onSignedOut } from '../client/api.ts';
import { forgetAll, useGet } from '../client/query.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure, Loading } from '../ui/states.tsx';
import { LanguageProvider, languageOfSystem, useWords } from '../words/language.tsx';
import { shellWords } from './words.ts';
import { forgetKept } from './worker.ts';

export type Me = Api<'User'>;

const MeContext = createContext<Me | undefined>(undefined);

/** Who is signed in. Throws outside of the session. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === undefined) throw new Error('nobody is signed in here');
  return me;
}

export const isAdmin = ({ role }: Pick<Me, 'role'>): boolean => role === 'ADMIN' || role === 'ACCOUNT_OWNER';

/** May set up what wakes people: policies, sources, schedules and the like. */
export const mayConfigure = ({ role }: Pick<Me, 'role'>): boolean => isAdmin({ role }) || role === 'USER';

/** May be woken and may answer. */
export const isResponder = ({ role }: Pick<Me, 'role'>): boolean =>
  isAdmin({ role }) || role === 'USER' || role === 'RESPONDER';

/** Where somebody signs in, to come back to where they are. */
export const signInAddress = ({ pathname, search }: Pick<Location, 'pathname' | 'search'>): string =>
  `/auth/login?to=${encodeURIComponent(pathname + search)}`;

/**
 * What is inside is for who is signed in, and speaks their language. Who is not goes to the door; who was signed out meanwhile is told,
 * and keeps what they have written.
 */
export function Session({ children }: { readonly children: ComponentChildren }) {
  const me = useGet('/users/current', undefined, { every: 5 * 60_000 });
  const [isOver, setOver] = useState(false);
  useEffect(() => onSignedOut(() => setOver(true)), []);
  useEffect(() => {
    if (me.error?.status === 401 && me.data === undefined) window.location.replace(signInAddress(window.location));
  }, [me.error]);
  const language = me.data?.language ?? languageOfSystem(navigator.languages);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <LanguageProvider value={language}>
      {me.data !== undefined ? (
        <MeContext.Provider value={me.data}>
          {children}
          {isOver && <SignedOut onLook={() => setOver(false)} />}
        </MeContext.Provider>
      ) : me.error !== undefined && me.error.status !== 401 ? (
        <Failure error={me.error} retry={me.reload} />
      ) : (
        <Loading />
      )}
    </LanguageProvider>
  );
}

function SignedOut({ onLook }: { readonly onLook: () => void }) {
  const text = useWords(shellWords);
  return (
    <Dialog title={text.signedOut} onClose={onLook}>
      <p>{text.signedOutWhy}</p>
      <div class="buttons">
        <Button onClick={onLook}>{text.stay}</Button>
        <LinkButton kind="primary" href={signInAddress(window.location)} target="_self">
          {text.signIn}
        </LinkButton>
      </div>
    </Dialog>
  );
}

/** Ends the session here, and takes everything with it that was read. */
export async function signOut(): Promise<void> {
  await fetch('/auth/sign-out', { method: 'POST' });
  forgetAll();
  await forgetKept();
  window.location.assign('/auth/login');
}
