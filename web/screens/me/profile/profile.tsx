import { useState } from 'preact/hooks';
import { useMe } from '../../../app/session.tsx';
import { setTheme, type Theme, theme } from '../../../app/theme.ts';
import { SegmentField, TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Card } from '../../../ui/page.tsx';
import { TimezoneField } from '../../../ui/pick.tsx';
import { toast } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { saveMe } from '../saving.ts';
import { Calendar } from './calendar.tsx';
import { Chats } from './chats.tsx';
import { profileWords } from './words.ts';

const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** Who I am, and how I like things. */
export function Profile() {
  return (
    <>
      <Card>
        <Own />
      </Card>
      <Appearance />
      <Calendar />
      <Chats />
    </>
  );
}

function Own() {
  const text = useWords(profileWords);
  const common = useWords(commonWords);
  const me = useMe();
  const [draft, setDraft] = useState({
    firstName: me.firstName,
    lastName: me.lastName,
    position: me.position ?? '',
    department: me.department ?? '',
    language: me.language,
    timezone: me.timezone,
    shiftColor: me.shiftColor ?? '',
  });
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const field = (name: 'firstName' | 'lastName' | 'position' | 'department') => ({
    label: text[name],
    name,
    value: draft[name],
    onInput: (value: string) => change({ [name]: value }),
  });
  return (
    <Form
      submit={common.save}
      onSubmit={async () => {
        await saveMe(me, draft);
        toast({ text: common.saved });
      }}
    >
      <p class="faint">{text.login(me.email)}</p>
      <div class="me-pair">
        <TextField {...field('firstName')} autocomplete="given-name" />
        <TextField {...field('lastName')} autocomplete="family-name" />
        <TextField {...field('position')} optional />
        <TextField {...field('department')} optional />
      </div>
      <SegmentField
        label={text.language}
        name="language"
        hint={text.languageHint}
        value={draft.language}
        onInput={(language) => change({ language })}
        options={[
          { value: 'en', text: 'English' },
          { value: 'de', text: 'Deutsch' },
        ]}
      />
      <TimezoneField
        label={text.timezone}
        name="timezone"
        hint={text.timezoneHint}
        value={draft.timezone}
        onInput={(timezone) => change({ timezone })}
      />
      <TextField
        label={text.shiftColor}
        name="shiftColor"
        optional
        type="color"
        value={draft.shiftColor || '#9a4a00'}
        onInput={(shiftColor) => change({ shiftColor })}
      />
    </Form>
  );
}

function Appearance() {
  const text = useWords(profileWords);
  const [chosen, setChosen] = useState(theme());
  return (
    <Card title={text.theme}>
      <SegmentField
        label={text.theme}
        hideLabel
        hint={text.themeWhy}
        value={chosen}
        onInput={(next) => {
          setTheme(next);
          setChosen(next);
        }}
        options={themes.map((value) => ({ value, text: text.themes[value] }))}
      />
    </Card>
  );
}
