import { FlaskConical, Laptop, Smartphone, Trash2 } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { useMe } from '../../../app/session.tsx';
import { answer, api } from '../../../client/api.ts';
import { refresh } from '../../../client/query.ts';
import { isThisBrowser, ownTokenEnd, type PushState, pushState, turnPushOff, turnPushOn } from '../../../push/push.ts';
import { dayAndTime } from '../../../time/format.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { List, Row } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Badge, Empty, Loaded, Notice } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { type Device, useContacts } from '../own.ts';
import { useTest } from '../testing.ts';
import { meWords } from '../words.ts';
import { contactWords } from './words.ts';

/** What this browser says of itself; asked again when something was done. */
function useHere() {
  const [here, setHere] = useState<{ readonly state: PushState; readonly end?: string | undefined }>();
  const look = async () => setHere({ state: await pushState(), end: await ownTokenEnd() });
  useEffect(() => void look(), []);
  return { here, look };
}

/** Browsers and apps that get pushes, and whether this one does. */
export function Devices() {
  const text = useWords(contactWords);
  const { devices } = useContacts();
  const { here, look } = useHere();
  return (
    <Card title={text.devices} flush>
      <p class="faint me-why">{text.devicesWhy}</p>
      <div class="me-why">{here && <Here state={here.state} look={look} />}</div>
      <Loaded of={devices} lines={2}>
        {(all) =>
          all.length === 0 ? (
            <Empty icon={<Smartphone aria-hidden="true" />} title={text.noDevice}>
              {text.noDeviceWhy}
            </Empty>
          ) : (
            <List>
              {all.map((device) => (
                <DeviceRow key={device.id} device={device} isHere={isThisBrowser(device, here?.end)} look={look} />
              ))}
            </List>
          )
        }
      </Loaded>
    </Card>
  );
}

const refreshDevices = () => refresh('/users/{user}/devices');

function Here({ state, look }: { readonly state: PushState; readonly look: () => Promise<void> }) {
  const text = useWords(contactWords);
  const { id } = useMe();
  const { test } = useTest();
  const [isBusy, setBusy] = useState(false);

  async function turnOn() {
    setBusy(true);
    try {
      const device = await turnPushOn(id);
      await look();
      if (device === undefined) return toast({ text: text.refused });
      await refreshDevices();
      toast({ text: text.turnedOn });
      await test({ method: 'PUSH', id: device.id });
    } catch (error) {
      toastError(error, text.failed);
    } finally {
      setBusy(false);
    }
  }

  switch (state) {
    case 'on':
      return null;
    case 'off':
      return (
        <Notice
          actions={
            <Button kind="primary" size="small" busy={isBusy} onClick={turnOn}>
              {text.turnOn}
            </Button>
          }
        >
          {text.off}
        </Notice>
      );
    case 'denied':
      return <Notice tone="warn">{text.denied}</Notice>;
    case 'needs-install':
      return <Notice>{text.needsInstall}</Notice>;
    case 'unsupported':
      return <Notice>{text.unsupported}</Notice>;
  }
}

interface RowProps {
  readonly device: Device;
  readonly isHere: boolean;
  readonly look: () => Promise<void>;
}

function DeviceRow({ device, isHere: here, look }: RowProps) {
  const text = useWords(contactWords);
  const common = useWords(commonWords);
  const { test: sendTest, testing } = useWords(meWords);
  const language = useLanguage();
  const { id: user } = useMe();
  const { tried, test } = useTest();
  const name = device.name ?? `${text.app} …${device.tokenEnd}`;
  const Icon = device.platform === 'WEB' && !/Android|iPhone|iPad/.test(name) ? Laptop : Smartphone;

  async function remove() {
    try {
      await answer(api.DELETE('/users/{user}/devices/{id}', { params: { path: { user, id: device.id } } }));
      if (here) await turnPushOff();
      await Promise.all([refreshDevices(), look()]);
    } catch (error) {
      toastError(error, common.failed);
    }
  }

  return (
    <Row
      lead={
        <span class="me-icon">
          <Icon aria-hidden="true" />
        </span>
      }
      title={<bdi>{name}</bdi>}
      end={
        <>
          {here && <Badge tone="ok">{text.thisOne}</Badge>}
          <IconButton
            label={`${sendTest}: ${name}`}
            busy={tried !== undefined}
            onClick={() => test({ method: 'PUSH', id: device.id })}
          >
            <FlaskConical aria-hidden="true" />
          </IconButton>
          <IconButton label={`${common.remove}: ${name}`} onClick={remove}>
            <Trash2 aria-hidden="true" />
          </IconButton>
        </>
      }
    >
      {tried
        ? testing
        : device.lastSeenAt
          ? text.seen(dayAndTime(device.lastSeenAt, { language }))
          : text.since(dayAndTime(device.createdAt, { language }))}
    </Row>
  );
}
