import { words } from '../../../words/language.tsx';

export const testWords = words(
  {
    testBody: 'What is sent',
    testSend: 'Send a test event',
    testSent: 'Sent, waiting for what becomes of it …',
    testBad: 'This is no JSON: it cannot be sent.',
    testLong: 'It takes longer than usual. Look among the events in a moment.',
    testRefused: 'The address did not take it.',
    resolveAlert: 'Resolve the alert',
    resolved: 'The alert is resolved',
    openAlert: 'Open the alert',
  },
  {
    testBody: 'Was gesendet wird',
    testSend: 'Testereignis senden',
    testSent: 'Gesendet; jetzt zeigt sich, was daraus wird …',
    testBad: 'Das ist kein JSON und kann nicht gesendet werden.',
    testLong: 'Es dauert länger als gewöhnlich. Sehen Sie gleich bei den Ereignissen nach.',
    testRefused: 'Die Adresse hat es nicht angenommen.',
    resolveAlert: 'Alarm lösen',
    resolved: 'Der Alarm ist gelöst',
    openAlert: 'Alarm öffnen',
  },
);
