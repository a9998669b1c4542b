import { useState } from 'preact/hooks';
import { answer, api } from '../../client/api.ts';
import { refresh } from '../../client/query.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { useWords } from '../../words/language.tsx';
import type { Account } from './steps.ts';
import { firstHourWords } from './words.ts';

/** The country of who asks, as their browser tells it. */
const ownRegion = (): string => new Intl.Locale(navigator.language).maximize().region ?? 'DE';

/** A phone that is texted a code, and rings from then on. */
export function ContactStep({ account: { meId, phones } }: { readonly account: Account }) {
  const text = useWords(firstHourWords);
  const unverified = phones.find(({ verified }) => !verified);
  return (
    <>
      <p>{text.contactWhy}</p>
      {unverified === undefined ? <NewPhone meId={meId} /> : <Code meId={meId} phone={unverified} />}
      <LinkButton kind="quiet" size="small" href="/me">
        {text.push}
      </LinkButton>
    </>
  );
}

const path = '/users/{user}/contacts/phone-numbers';

function NewPhone({ meId }: { readonly meId: number }) {
  const text = useWords(firstHourWords);
  const [target, setTarget] = useState('');
  const [regionCode, setRegionCode] = useState(ownRegion);
  async function add() {
    const user = { path: { user: meId } };
    const phone = await answer(
      api.POST('/users/{user}/contacts/phone-numbers', { params: user, body: { target, regionCode } }),
    );
    if (!phone.verified) await sendCode(meId, phone.id);
    await refresh(path);
  }
  return (
    <Form onSubmit={add} submit={text.addPhone}>
      <TextField
        label={text.number}
        name="target"
        type="tel"
        autocomplete="tel"
        placeholder="+49 151 23456789"
        value={target}
        onInput={setTarget}
      />
      <TextField
        label={text.region}
        name="regionCode"
        maxLength={2}
        value={regionCode}
        onInput={(value) => setRegionCode(value.toUpperCase())}
      />
    </Form>
  );
}

const sendCode = (user: number, id: number, code?: string) =>
  answer(
    api.POST('/users/{user}/contacts/phone-numbers/{id}/verify', {
      params: { path: { user, id } },
      body: code === undefined ? {} : { code },
    }),
  );

function Code({ meId, phone }: { readonly meId: number; readonly phone: Account['phones'][number] }) {
  const text = useWords(firstHourWords);
  const [code, setCode] = useState('');
  async function verify() {
    await sendCode(meId, phone.id, code.trim());
    await refresh(path);
  }
  const again = () =>
    sendCode(meId, phone.id).then(
      () => toast({ text: text.codeSent(phone.target) }),
      (error: unknown) => toastError(error, text.sendAgain),
    );
  return (
    <Form
      onSubmit={verify}
      submit={text.verify}
      more={
        <Button kind="quiet" onClick={again}>
          {text.sendAgain}
        </Button>
      }
    >
      <p>{text.codeSent(phone.target)}</p>
      <TextField
        label={text.code}
        name="code"
        inputMode="numeric"
        autocomplete="one-time-code"
        value={code}
        onInput={setCode}
      />
    </Form>
  );
}
