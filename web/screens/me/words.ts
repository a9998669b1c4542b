import { words } from '../../words/language.tsx';

export const meWords = words(
  {
    title: 'Me',
    parts: {
      notifications: 'Notifications',
      contacts: 'Contacts and devices',
      'sign-in': 'Sign-in and access',
      profile: 'Profile',
    },
    methods: {
      PUSH: 'Push',
      SMS: 'SMS',
      VOICE: 'Call',
      EMAIL: 'E-mail',
      WHATSAPP: 'WhatsApp',
      TELEGRAM: 'Telegram',
    } as Readonly<Record<string, string>>,
    allDevices: 'all my devices',
    gone: 'a contact that is gone',
    test: 'Send a test',
    testing: 'Sending a test …',
    tested: {
      SCHEDULED: 'The test is on its way.',
      SENT: 'The test has been sent.',
      DELIVERED: 'The test has arrived.',
    } as Readonly<Record<string, string>>,
    notTested: (why: string) => `The test did not get through: ${why}`,
    noDevice: 'No device of yours takes pushes yet.',
  },
  {
    title: 'Ich',
    parts: {
      notifications: 'Benachrichtigungen',
      contacts: 'Kontakte und Geräte',
      'sign-in': 'Anmeldung und Zugang',
      profile: 'Profil',
    },
    methods: {
      PUSH: 'Push',
      SMS: 'SMS',
      VOICE: 'Anruf',
      EMAIL: 'E-Mail',
      WHATSAPP: 'WhatsApp',
      TELEGRAM: 'Telegram',
    },
    allDevices: 'alle meine Geräte',
    gone: 'ein Kontakt, den es nicht mehr gibt',
    test: 'Test senden',
    testing: 'Test wird gesendet …',
    tested: {
      SCHEDULED: 'Der Test ist unterwegs.',
      SENT: 'Der Test ist gesendet.',
      DELIVERED: 'Der Test ist angekommen.',
    },
    notTested: (why: string) => `Der Test kam nicht durch: ${why}`,
    noDevice: 'Noch nimmt keines Ihrer Geräte Pushes an.',
  },
);
