import { ShieldCheck } from 'lucide-preact';
import { isAdmin } from '../../../app/session.tsx';
import { useAll } from '../../../client/all.ts';
import { type Api, api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { CheckField, SelectField, TextField } from '../../../ui/field.tsx';
import { LinesField } from '../../../ui/lines.tsx';
import { CodeBlock } from '../../../ui/list.tsx';
import { Card, Facts } from '../../../ui/page.tsx';
import { Badge } from '../../../ui/states.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import type { FieldsProps, Resource, ViewProps } from '../framework/resource.ts';
import { resourceScreen } from '../framework/screen.tsx';
import { type AccountRole, accountRoles, asAccountRole, asTeamRole, roleWords } from '../people.ts';
import { type RoleMapping, RoleMappings, type TeamMapping, TeamMappings } from './mappings.tsx';
import { providerWords } from './words.ts';

type Provider = Api<'IdentityProvider'>;

const claimNames = ['email', 'emailVerified', 'firstName', 'lastName', 'phone', 'role', 'team'] as const;
type Claims = Partial<Record<(typeof claimNames)[number], string>>;

interface Draft {
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  domains: string[];
  scopes: string[];
  claims: Claims;
  roleMappings: RoleMapping[];
  defaultRole: AccountRole;
  teamMappings: TeamMapping[];
  phoneRegion: string;
  provision: boolean;
  active: boolean;
  label: string;
}

function View({ item }: ViewProps<Provider>) {
  const text = useWords(providerWords);
  const { yes, no } = useWords(commonWords);
  const roles = useWords(roleWords);
  return (
    <>
      <Card title={text.toRegister}>
        <CodeBlock text={item.redirectUrl} label={text.redirectUrl} />
      </Card>
      <Card>
        <Facts
          of={[
            [text.fields.active, item.active ? yes : no],
            [text.fields.issuer, <code key="issuer">{item.issuer}</code>],
            [text.fields.clientId, <code key="client">{item.clientId}</code>],
            [text.fields.domains, item.domains.join(', ')],
            [text.fields.scopes, item.scopes.join(' ')],
            [text.fields.provision, item.provision ? yes : no],
            [text.fields.defaultRole, roles[item.defaultRole] ?? item.defaultRole],
            [
              text.fields.roleMappings,
              item.roleMappings.map(({ value, role }) => `${value} → ${roles[role] ?? role}`).join(', '),
            ],
            [
              text.fields.teamMappings,
              item.teamMappings.map(({ value, team }) => `${value} → ${team.name ?? `#${team.id}`}`).join(', '),
            ],
            [text.fields.label, item.label],
            [
              text.signInUrl,
              <a key="sign-in" href={item.signInUrl} target="_blank" rel="noreferrer">
                {item.signInUrl}
              </a>,
            ],
          ]}
        />
      </Card>
      <p class="faint">{text.owner}</p>
    </>
  );
}

function Fields({ draft, set }: FieldsProps<Provider, Draft>) {
  const text = useWords(providerWords);
  const roles = useWords(roleWords);
  const { fields } = text;
  return (
    <>
      <TextField label={fields.name} name="name" value={draft.name} onInput={(name) => set({ name })} />
      <TextField
        type="url"
        code
        label={fields.issuer}
        name="issuer"
        hint={text.issuerHint}
        placeholder="https://login.example.com"
        value={draft.issuer}
        onInput={(issuer) => set({ issuer })}
      />
      <div class="columns">
        <TextField
          code
          label={fields.clientId}
          name="clientId"
          value={draft.clientId}
          onInput={(clientId) => set({ clientId })}
        />
        <TextField
          code
          optional
          label={fields.clientSecret}
          name="clientSecret"
          hint={text.secretHint}
          value={draft.clientSecret}
          onInput={(clientSecret) => set({ clientSecret })}
        />
      </div>
      <LinesField
        label={fields.domains}
        name="domains"
        hint={text.domainsHint}
        value={draft.domains}
        onInput={(domains) => set({ domains })}
      />
      <CheckField
        label={fields.provision}
        name="provision"
        value={draft.provision}
        onInput={(provision) => set({ provision })}
      />
      <SelectField<AccountRole>
        label={fields.defaultRole}
        name="defaultRole"
        value={draft.defaultRole}
        onInput={(defaultRole) => set({ defaultRole })}
        options={accountRoles.map((one) => ({ value: one, text: roles[one] ?? one }))}
      />
      <RoleMappings value={draft.roleMappings} onInput={(roleMappings) => set({ roleMappings })} />
      <TeamMappings value={draft.teamMappings} onInput={(teamMappings) => set({ teamMappings })} />
      <fieldset class="field">
        <legend>{fields.claims}</legend>
        <div class="hint">{text.claimsHint}</div>
        <div class="columns">
          {claimNames.map((name) => (
            <TextField
              key={name}
              code
              optional
              label={text.claims[name]}
              name={`claims.${name}`}
              value={draft.claims[name] ?? ''}
              onInput={(claim) => set({ claims: { ...draft.claims, [name]: claim } })}
            />
          ))}
        </div>
      </fieldset>
      <LinesField
        code
        optional
        label={fields.scopes}
        name="scopes"
        hint={text.scopesHint}
        value={draft.scopes}
        onInput={(scopes) => set({ scopes })}
      />
      <div class="columns">
        <TextField
          optional
          label={fields.phoneRegion}
          name="phoneRegion"
          placeholder="DE"
          value={draft.phoneRegion}
          onInput={(phoneRegion) => set({ phoneRegion })}
        />
        <TextField optional label={fields.label} name="label" value={draft.label} onInput={(label) => set({ label })} />
      </div>
      <CheckField
        label={fields.active}
        name="active"
        hint={text.activeHint}
        value={draft.active}
        onInput={(active) => set({ active })}
      />
    </>
  );
}

const orNull = (text: string): string | null => (text === '' ? null : text);

const bodyOf = ({ clientSecret, scopes, phoneRegion, label, claims, ...draft }: Draft) => ({
  ...draft,
  clientSecret: orNull(clientSecret),
  scopes: scopes.length > 0 ? scopes : null,
  phoneRegion: orNull(phoneRegion),
  label: orNull(label),
  claims: Object.fromEntries(Object.entries(claims).filter(([, name]) => name !== '')),
});

export const identityProviders: Resource<Provider, Draft> = {
  place: 'identity-providers',
  entity: 'identity-provider',
  paths: ['/identity-providers'],
  words: providerWords,
  Icon: ShieldCheck,
  useList: () => useAll('/identity-providers'),
  useOne: (id) => useGet('/identity-providers/{id}', { params: { path: { id } } }),
  titleOf: ({ name }) => name,
  searchedOf: ({ issuer, domains }) => [issuer, ...domains],
  Note: ({ item }) => <>{[item.issuer, ...item.domains].join(' · ')}</>,
  End: ({ item }) => {
    const text = useWords(providerWords);
    return <Badge tone={item.active ? 'ok' : 'none'}>{item.active ? text.active : text.inactive}</Badge>;
  },
  View,
  Fields,
  blank: () => ({
    name: '',
    issuer: '',
    clientId: '',
    clientSecret: '',
    domains: [],
    scopes: [],
    claims: {},
    roleMappings: [],
    defaultRole: 'USER',
    teamMappings: [],
    phoneRegion: '',
    provision: true,
    active: true,
    label: '',
  }),
  draftOf: (provider) => ({
    name: provider.name,
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret ?? '',
    domains: provider.domains,
    scopes: provider.scopes,
    claims: provider.claims as Claims,
    roleMappings: provider.roleMappings.map(({ value, role }) => ({ value, role: asAccountRole(role) })),
    defaultRole: asAccountRole(provider.defaultRole),
    teamMappings: provider.teamMappings.map(({ value, team, teamRole }) => ({
      value,
      team,
      teamRole: asTeamRole(teamRole),
    })),
    phoneRegion: provider.phoneRegion ?? '',
    provision: provider.provision,
    active: provider.active,
    label: provider.label ?? '',
  }),
  create: (draft) => api.POST('/identity-providers', { body: bodyOf(draft) }),
  save: (id, draft, headers) =>
    api.PUT('/identity-providers/{id}', { params: { path: { id } }, headers, body: bodyOf(draft) }),
  remove: (id) => api.DELETE('/identity-providers/{id}', { params: { path: { id } } }),
  mayRead: isAdmin,
  mayWrite: isAdmin,
};

export default resourceScreen(identityProviders);
