import { randomUUID } from 'node:crypto';
import type { Deployment } from '../deployment.ts';
import type { Functions } from './functions.ts';
import { native } from './native-timers.ts';

/** Creates the deployment's custom resources, and takes the answers their functions send back. */
export interface CustomResources {
  /** Invokes each function as CloudFormation does on `cdk deploy`. Rejects with the reason when one fails. */
  create(): Promise<void>;
  /** Invokes the functions of one type that `create` passes over, with other properties beside their own. */
  createLater(type: string, properties: Readonly<Record<string, unknown>>): Promise<void>;
  /** The body of a `PUT` to the response URL with this token. */
  respond(token: string, body: string): void;
}

interface Response {
  readonly Status?: string;
  readonly Reason?: string;
}

const longestWait = 60_000;

/** The response URLs are paths under `url`; resources of the types in `later` are not created with the others. */
export function prepareCustomResources(
  deployment: Deployment,
  functions: Functions,
  { url, later }: { readonly url: string; readonly later: readonly string[] },
): CustomResources {
  const responses = new Map<string, (response: Response) => void>();

  async function create(resource: Deployment['customResources'][number]): Promise<void> {
    const token = randomUUID();
    const answered = new Promise<Response>((resolve) => responses.set(token, resolve));
    const result = await functions.invoke(resource.functionName, {
      RequestType: 'Create',
      ResponseURL: `${url}/${token}`,
      StackId: `arn:aws:cloudformation:${deployment.region}:${deployment.accountId}:stack/tocsin-local/local`,
      RequestId: token,
      ResourceType: resource.type,
      LogicalResourceId: resource.logicalId,
      ResourceProperties: resource.properties,
    });
    if (!result.ok) throw new Error(`${resource.logicalId} could not be created: ${result.error.errorMessage}`);
    const response = await within(longestWait, answered, `${resource.logicalId} never answered`);
    if (response.Status !== 'SUCCESS')
      throw new Error(`${resource.logicalId} could not be created: ${response.Reason}`);
  }

  return {
    async create() {
      for (const resource of deployment.customResources) if (!later.includes(resource.type)) await create(resource);
    },
    async createLater(type, properties) {
      for (const resource of deployment.customResources.filter((each) => each.type === type))
        await create({ ...resource, properties: { ...resource.properties, ...properties } });
    },
    respond(token, body) {
      responses.get(token)?.(JSON.parse(body));
      responses.delete(token);
    },
  };
}

function within<T>(milliseconds: number, work: Promise<T>, message: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = native.setTimeout(() => reject(new Error(message)), milliseconds);
    work.then(resolve, reject).finally(() => native.clearTimeout(timer));
  });
}
