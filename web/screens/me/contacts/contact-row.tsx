import { FlaskConical, MoreVertical, PhoneCall, Star, Trash2, type User } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useMe } from '../../../app/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { useAsk } from '../../../ui/dialog.tsx';
import { Row } from '../../../ui/list.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Badge } from '../../../ui/states.tsx';
import { toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import type { Email, PhoneNumber } from '../own.ts';
import { useTest } from '../testing.ts';
import { meWords } from '../words.ts';
import { type ContactKind, makePrimary, removeContact } from './calls.ts';
import { Verify } from './verify.tsx';
import { contactWords } from './words.ts';

interface Props {
  readonly kind: ContactKind;
  readonly contact: Email | PhoneNumber;
  readonly Icon: typeof User;
  readonly isPrimary?: boolean;
  readonly isLogin?: boolean;
}

/** An address or a number: whether it can be used, and what one does with it. */
export function ContactRow({ kind, contact, Icon, isPrimary = false, isLogin = false }: Props) {
  const text = useWords(contactWords);
  const common = useWords(commonWords);
  const { test: sendTest, testing } = useWords(meWords);
  const { id: user } = useMe();
  const ask = useAsk();
  const { tried, test } = useTest();
  const [isVerifying, setVerifying] = useState(false);
  const { id, target, verified, status } = contact;
  const isPhone = kind === 'phones';

  async function remove() {
    if (!(await ask({ title: text.removeTitle(target), yes: common.remove, danger: true }))) return;
    await removeContact(user, kind, id).catch((error: unknown) => toastError(error, common.failed));
  }

  const notes = [
    tried && testing,
    isLogin && text.login,
    isPrimary && text.primary,
    !verified && text.unverifiedWhy,
    status !== 'OK' && text.lockedWhy,
  ].filter(Boolean);

  return (
    <>
      <Row
        lead={
          <span class="me-icon">
            <Icon aria-hidden="true" />
          </span>
        }
        title={<bdi>{target}</bdi>}
        end={
          <>
            {verified ? (
              <Badge tone={status === 'OK' ? 'ok' : 'bad'}>{status === 'OK' ? text.verified : text.locked}</Badge>
            ) : (
              <Button size="small" kind="primary" onClick={() => setVerifying(true)}>
                {text.verify}
              </Button>
            )}
            <Menu
              label={`${common.more}: ${target}`}
              iconOnly
              kind="quiet"
              icon={<MoreVertical aria-hidden="true" />}
              items={[
                verified && {
                  text: isPhone ? text.text : sendTest,
                  icon: <FlaskConical aria-hidden="true" />,
                  disabled: tried !== undefined,
                  onClick: () => test({ method: isPhone ? 'SMS' : 'EMAIL', id }),
                },
                verified &&
                  isPhone && {
                    text: text.call,
                    icon: <PhoneCall aria-hidden="true" />,
                    disabled: tried !== undefined,
                    onClick: () => test({ method: 'VOICE', id }),
                  },
                isPhone &&
                  !isPrimary && {
                    text: text.makePrimary,
                    icon: <Star aria-hidden="true" />,
                    onClick: () =>
                      makePrimary(user, contact as PhoneNumber).catch((error: unknown) =>
                        toastError(error, common.failed),
                      ),
                  },
                !isLogin && {
                  text: common.remove,
                  icon: <Trash2 aria-hidden="true" />,
                  danger: true,
                  onClick: remove,
                },
              ]}
            />
          </>
        }
      >
        {notes.length > 0 && notes.join(' · ')}
      </Row>
      {isVerifying && <Verify kind={kind} contact={contact} onClose={() => setVerifying(false)} />}
    </>
  );
}
