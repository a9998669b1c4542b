import type { Api } from '../../../client/api.ts';
import { CheckField, SegmentField, SelectField, TextField } from '../../../ui/field.tsx';
import { PickManyField, TimezoneField } from '../../../ui/pick.tsx';
import { commonWords } from '../../../words/common.ts';
import { type Language, useWords } from '../../../words/language.tsx';
import type { FieldsProps } from '../framework/resource.ts';
import { type AccountRole, accountRoles, roleHints, roleWords } from '../people.ts';
import { userWords } from './words.ts';

export type User = Api<'User'>;

export const regions = ['DE', 'GB', 'CH', 'CN', 'IN', 'US', 'FR', 'ES', 'CA', 'IE'] as const;
export type Region = (typeof regions)[number];

export interface UserDraft {
  email: string;
  firstName: string;
  lastName: string;
  username: string;
  /** Undefined: the account owner's, which nobody gives by a form. */
  role: AccountRole | undefined;
  timezone: string;
  language: Language;
  region: Region | '';
  position: string;
  department: string;
  shiftColor: string;
  /** A time of whoever looks, as the field has it. */
  mutedUntil: string;
  isInvited: boolean;
  teams: { id: number; name?: string }[];
}

export function UserFields({ draft, set, item }: FieldsProps<User, UserDraft>) {
  const text = useWords(userWords);
  const { no } = useWords(commonWords);
  const roles = useWords(roleWords);
  const hints = useWords(roleHints);
  const { fields } = text;
  return (
    <>
      <div class="columns">
        <TextField
          label={fields.firstName}
          name="firstName"
          value={draft.firstName}
          onInput={(firstName) => set({ firstName })}
        />
        <TextField
          label={fields.lastName}
          name="lastName"
          value={draft.lastName}
          onInput={(lastName) => set({ lastName })}
        />
      </div>
      <TextField
        type="email"
        label={fields.email}
        name="email"
        value={draft.email}
        onInput={(email) => set({ email })}
      />
      {draft.role !== undefined && (
        <SelectField<AccountRole>
          label={fields.role}
          name="role"
          hint={hints[draft.role]}
          value={draft.role}
          onInput={(role) => set({ role })}
          options={accountRoles.map((value) => ({ value, text: roles[value] ?? value }))}
        />
      )}
      {item === undefined && (
        <>
          <PickManyField
            kind="teams"
            label={text.teamsOfNew}
            hint={text.teamsHint}
            optional
            value={draft.teams}
            onInput={(teams) => set({ teams: [...teams] })}
          />
          <CheckField
            label={text.invite}
            hint={text.inviteHint}
            value={draft.isInvited}
            onInput={(isInvited) => set({ isInvited })}
          />
        </>
      )}
      <div class="columns">
        <TimezoneField
          label={fields.timezone}
          name="timezone"
          value={draft.timezone}
          onInput={(timezone) => set({ timezone })}
        />
        <SegmentField<Language>
          label={fields.language}
          name="language"
          value={draft.language}
          onInput={(language) => set({ language })}
          options={(['en', 'de'] as const).map((value) => ({ value, text: text.languages[value] }))}
        />
      </div>
      {item !== undefined && (
        <>
          <div class="columns">
            <TextField
              label={fields.username}
              name="username"
              hint={text.usernameHint}
              optional
              value={draft.username}
              onInput={(username) => set({ username })}
            />
            <SelectField<Region | ''>
              label={fields.region}
              name="region"
              value={draft.region}
              onInput={(region) => set({ region })}
              options={[{ value: '', text: text.noRegion }, ...regions.map((value) => ({ value, text: value }))]}
            />
          </div>
          <div class="columns">
            <TextField
              label={fields.position}
              name="position"
              optional
              value={draft.position}
              onInput={(position) => set({ position })}
            />
            <TextField
              label={fields.department}
              name="department"
              optional
              value={draft.department}
              onInput={(department) => set({ department })}
            />
          </div>
          <CheckField
            label={`${text.fields.shiftColor}: ${draft.shiftColor === '' ? no : draft.shiftColor}`}
            value={draft.shiftColor !== ''}
            onInput={(has) => set({ shiftColor: has ? '#3366cc' : '' })}
          />
          {draft.shiftColor !== '' && (
            <TextField
              type="color"
              label={fields.shiftColor}
              name="shiftColor"
              value={draft.shiftColor}
              onInput={(shiftColor) => set({ shiftColor })}
            />
          )}
          <TextField
            type="datetime-local"
            label={fields.mutedUntil}
            name="mutedUntil"
            hint={text.mutedHint}
            optional
            value={draft.mutedUntil}
            onInput={(mutedUntil) => set({ mutedUntil })}
          />
        </>
      )}
    </>
  );
}
