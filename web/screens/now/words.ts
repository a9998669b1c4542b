import { words } from '../../words/language.tsx';

export const nowWords = words(
  { title: 'Now', none: 'Nothing is open', noneWhy: 'No alert waits for an answer.' },
  { title: 'Jetzt', none: 'Nichts ist offen', noneWhy: 'Kein Alarm wartet auf eine Antwort.' },
);
