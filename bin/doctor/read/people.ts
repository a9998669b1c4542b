import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { Facts, People, Setting } from '../facts.ts';
import type { Outputs } from './operation.ts';
import { clientSettings, reading } from './reading.ts';

const Contacts = z.array(z.object({ status: z.string(), verified: z.boolean().default(false) }));
const Reachability = z.array(
  z.object({
    user: z.object({ id: z.number(), firstName: z.string().nullish(), lastName: z.string().nullish() }),
    problems: z.array(z.string()),
  }),
);
const User = z.object({ email: z.string() });

/** What the API itself says about people, asked at the public address with the owner's key. */
export async function readPeople(
  { region }: Setting,
  outputs: Outputs,
  fetched = fetch,
): Promise<Pick<Facts, 'people'>> {
  const { PublicUrl, ConsoleUrl, OwnerKey } = outputs;
  if (PublicUrl === undefined || OwnerKey === undefined) return {};
  return {
    people: await reading('secretsmanager:GetSecretValue', async (): Promise<People> => {
      const [health, console] = await Promise.all([
        statusOf(fetched, `${PublicUrl}/health`),
        ConsoleUrl === undefined ? undefined : statusOf(fetched, `${ConsoleUrl}/`),
      ]);
      const doors = { health, ...(console !== undefined && { console }) };
      if (health !== 200) return { ...doors, ownerContacts: [], sources: 0, unreachable: [] };
      const secrets = new SecretsManagerClient(clientSettings(region));
      const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: OwnerKey }));
      const get = async <T extends z.ZodType>(path: string, schema: T): Promise<z.infer<T>> => {
        const response = await fetched(`${PublicUrl}${path}`, {
          headers: { authorization: `Bearer ${SecretString}` },
          signal: AbortSignal.timeout(15_000),
        });
        if (!response.ok) throw new Error(`GET ${path} with the owner's key answers ${response.status}`);
        return schema.parse(await response.json());
      };
      const [owner, emails, phones, sources, reachability] = await Promise.all([
        get('/api/users/1', User),
        get('/api/users/1/contacts/emails', Contacts),
        get('/api/users/1/contacts/phone-numbers', Contacts),
        get('/api/alert-sources?max-results=1', z.array(z.unknown())),
        get('/api/on-calls/reachability', Reachability),
      ]);
      return {
        ...doors,
        ownerEmail: owner.email,
        ownerContacts: [
          ...emails.map((contact) => ({ kind: 'e-mail' as const, ...contact })),
          ...phones.map((contact) => ({ kind: 'phone' as const, ...contact })),
        ],
        sources: sources.length,
        unreachable: reachability.map(({ user: { id, firstName, lastName }, problems }) => ({
          name: [firstName, lastName].filter(Boolean).join(' ') || `user ${id}`,
          problems,
        })),
      };
    }),
  };
}

/** The status of an address; 0 when nothing answers. */
async function statusOf(fetched: typeof fetch, url: string): Promise<number> {
  try {
    return (await fetched(url, { signal: AbortSignal.timeout(15_000) })).status;
  } catch {
    return 0;
  }
}
