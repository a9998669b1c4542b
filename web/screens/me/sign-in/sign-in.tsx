import { Apps } from './apps.tsx';
import { Keys } from './keys.tsx';
import { Passkeys } from './passkeys.tsx';
import { Sessions } from './sessions.tsx';

/** How I am let in, where I am in, and who else is in my name. */
export const SignIn = () => (
  <>
    <Passkeys />
    <Sessions />
    <Keys />
    <Apps />
  </>
);
