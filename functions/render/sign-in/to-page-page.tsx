import { inLanguage } from '../subject-matter.ts';
import { type SignInFace, type SignInLook, signInPage } from './page.tsx';

/** Asks somebody who is signed in whether they want to go on to a status page. */
export function toPagePage({
  language,
  face,
  email,
  ask,
}: SignInLook & { readonly face: SignInFace; readonly email: string; readonly ask: string }): string {
  const { title, as, go } = inLanguage(language, {
    en: { title: 'Go on to the status page', as: 'You are signed in as', go: 'Go on' },
    de: { title: 'Weiter zur Statusseite', as: 'Sie sind angemeldet als', go: 'Weiter' },
  });
  return signInPage({
    language,
    face,
    title,
    children: (
      <>
        <p>
          {as} <strong>{email}</strong>.
        </p>
        <form method="post" action="/auth/to-page">
          <input type="hidden" name="ask" value={ask} />
          <button type="submit">
            {go}: <bdi>{face.name}</bdi>
          </button>
        </form>
      </>
    ),
  });
}
