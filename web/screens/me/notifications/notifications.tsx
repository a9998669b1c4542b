import { useGet } from '../../../client/query.ts';
import { useContacts, useOwnPath } from '../own.ts';
import { Mute } from './mute.tsx';
import { OtherRules } from './other-rules.tsx';
import { TimeLine } from './time-line.tsx';
import './notifications.css';

/** How and when I am told. */
export function Notifications() {
  const own = useOwnPath();
  const contacts = useContacts();
  const alerts = useGet('/users/{user}/notification-preferences/alerts', own);
  const duties = useGet('/users/{user}/notification-preferences/duties', own);
  const updates = useGet('/users/{user}/notification-preferences/updates', own);
  const subscriptions = useGet('/users/{user}/notification-preferences/subscriptions', own);
  return (
    <>
      <Mute />
      <TimeLine priority="HIGH_PRIORITY" rules={alerts} contacts={contacts} />
      <TimeLine priority="LOW_PRIORITY" rules={alerts} contacts={contacts} />
      <OtherRules kind="duties" rules={duties} contacts={contacts} />
      <OtherRules kind="updates" rules={updates} contacts={contacts} />
      <OtherRules kind="subscriptions" rules={subscriptions} contacts={contacts} />
    </>
  );
}
