import { inLanguage } from '../subject-matter.ts';
import { type SignInLook, signInPage } from './page.tsx';

const words = {
  en: {
    wait: {
      title: 'One moment',
      text: 'Your view of this page is being made ready. It opens by itself in a few seconds.',
    },
    noCookies: {
      title: 'Cookies are needed',
      text: 'This page is not public. Your browser has to keep a cookie for it, and did not. Allow cookies for this site and open it again.',
    },
  },
  de: {
    wait: {
      title: 'Einen Moment',
      text: 'Ihre Ansicht dieser Seite wird vorbereitet. Sie öffnet sich in wenigen Sekunden von selbst.',
    },
    noCookies: {
      title: 'Cookies sind nötig',
      text: 'Diese Seite ist nicht öffentlich. Ihr Browser muss dafür ein Cookie behalten und hat es nicht getan. Erlauben Sie Cookies für diese Website und öffnen Sie sie noch einmal.',
    },
  },
};

const said = (look: SignInLook, { title, text }: { readonly title: string; readonly text: string }): string =>
  signInPage({ ...look, title, children: <p role="status">{text}</p> });

/** To somebody who is let in to a page that is not there for them yet. */
export const waitPage = (look: SignInLook): string => said(look, inLanguage(look.language, words).wait);

/** To somebody who is let in and whose browser keeps no cookies. */
export const noCookiesPage = (look: SignInLook): string => said(look, inLanguage(look.language, words).noCookies);
