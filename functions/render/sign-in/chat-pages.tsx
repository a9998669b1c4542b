import type { ChatUser } from '../../domain/chat/chat-account.ts';
import { oneLine } from '../plain.ts';
import { inLanguage } from '../subject-matter.ts';
import { type SignInLook, signInPage } from './page.tsx';

const chatNames = { slack: 'Slack', microsoft_teams: 'Microsoft Teams', zoom: 'Zoom', google_chat: 'Google Chat' };

/** Whom a chat knows: by the name that is shown there, and the id that nobody can choose. */
const Person = ({ chat: { type, space, user, name } }: { readonly chat: ChatUser }) => (
  <p>
    <strong>
      {name && <bdi>{oneLine(name, 100)}</bdi>} <bdi>{`(${oneLine(user, 100)})`}</bdi>
    </strong>
    <br />
    <span class="faint">
      {chatNames[type]}, <bdi>{oneLine(space, 100)}</bdi>
    </span>
  </p>
);

interface Linking extends SignInLook {
  readonly email: string;
  readonly chat: ChatUser;
}

/** Asks whether somebody in a chat is whoever is signed in. Nothing happens until the button is pressed. */
export function linkChatPage({ language, email, chat }: Linking): string {
  const word = inLanguage(language, {
    en: {
      title: 'Link an account of a chat',
      as: 'You are signed in as',
      ask: 'Is this you? Then it will act as you in Tocsin: accept, resolve and raise alerts.',
      beware: 'If you have not asked for this in the chat yourself just now, close this page.',
      go: 'Yes, link it',
    },
    de: {
      title: 'Chat-Konto verknüpfen',
      as: 'Sie sind angemeldet als',
      ask: 'Sind Sie das? Dann handelt es in Tocsin als Sie: nimmt Alarme an, löst sie und schlägt selbst Alarm.',
      beware: 'Wenn Sie das nicht gerade selbst im Chat angefordert haben, schließen Sie diese Seite.',
      go: 'Ja, verknüpfen',
    },
  });
  return signInPage({
    language,
    title: word.title,
    children: (
      <>
        <p>
          {word.as} <strong>{email}</strong>.
        </p>
        <Person chat={chat} />
        <p>{word.ask}</p>
        <p class="faint">{word.beware}</p>
        <form method="post">
          <button type="submit">{word.go}</button>
        </form>
      </>
    ),
  });
}

/** After it was linked. */
export function chatLinkedPage({ language, email, chat }: Linking): string {
  const word = inLanguage(language, {
    en: { title: 'Linked', done: 'From now on it acts as', back: 'You can go back to the chat.' },
    de: { title: 'Verknüpft', done: 'Von jetzt an handelt es als', back: 'Sie können zum Chat zurückkehren.' },
  });
  return signInPage({
    language,
    title: word.title,
    children: (
      <>
        <Person chat={chat} />
        <p role="status">
          {word.done} <strong>{email}</strong>.
        </p>
        <p>{word.back}</p>
      </>
    ),
  });
}

/** Why nothing was linked. */
export type ChatRefusal = 'OVER' | 'TAKEN';

const refusals = {
  en: {
    title: 'Nothing was linked',
    OVER: 'This link was used before, or is older than a quarter of an hour. Ask for a new one in the chat.',
    TAKEN:
      'This account of the chat acts as somebody else, or you have too many. Take a link back first: in the chat with “unlink”, or ask whoever looks after Tocsin.',
  },
  de: {
    title: 'Es wurde nichts verknüpft',
    OVER: 'Dieser Link wurde schon benutzt oder ist älter als eine Viertelstunde. Fordern Sie im Chat einen neuen an.',
    TAKEN:
      'Dieses Chat-Konto handelt als jemand anders, oder Sie haben zu viele. Lösen Sie zuerst eine Verknüpfung: im Chat mit „unlink“, oder fragen Sie, wer sich um Tocsin kümmert.',
  },
};

/** The page of whoever followed a link that leads nowhere. */
export function chatRefusedPage(refusal: ChatRefusal, { language }: SignInLook): string {
  const word = inLanguage(language, refusals);
  return signInPage({ language, title: word.title, children: <p role="alert">{word[refusal]}</p> });
}
