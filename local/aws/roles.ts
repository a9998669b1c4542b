import { runSimulation, runUnsafeSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import type { Deployment } from '../deployment.ts';
import type { AwsRequest, Permission } from './service.ts';

/** Decides by the synthesized policies whether somebody may do something. */
export interface RoleCheck {
  /** Why a function's call is refused, in AWS's words; undefined when every permission it needs is granted. */
  refusal(request: AwsRequest, permissions: readonly Permission[]): Promise<string | undefined>;
  /**
   * Whether the local cloud may do something in the name of a role (its ARN) or a service (`events.amazonaws.com`).
   * A service is judged by the resource's policy alone, with `aws:SourceArn` and the like in the context.
   */
  check(
    principal: string,
    action: string,
    resource: string,
    context?: Readonly<Record<string, string>>,
  ): Promise<boolean>;
}

const MAX_REMEMBERED = 50_000;
/** A call that touches no nameable resource, such as a text to a phone: only a grant on `*` covers it. */
const NO_RESOURCE = 'unnamed-resource';

/** The role check of one deployment; `local`, the local cloud itself and its tests, may do everything. */
export function createRoleCheck(
  deployment: Pick<Deployment, 'accountId' | 'functions' | 'roles' | 'resourcePolicies'>,
): RoleCheck {
  const { accountId } = deployment;
  const roleByFunction = new Map(deployment.functions.map(({ name, roleArn }) => [name, roleArn]));
  const identityPolicies = new Map([...deployment.roles].map(([role, documents]) => [role, documents.map(named)]));
  const resourcePolicies = new Map(
    [...deployment.resourcePolicies].map(([resource, documents]) => [resource, merged(documents)]),
  );
  const decided = new Map<string, Promise<boolean>>();

  const check: RoleCheck['check'] = (principal, action, resource, context = {}) => {
    const id = [principal, action, resource, JSON.stringify(context)].join('|');
    let decision = decided.get(id);
    if (!decision) {
      if (decided.size >= MAX_REMEMBERED) decided.clear();
      const resourcePolicy = resourcePolicies.get(policyHolder(resource));
      decision = isAllowed({
        request: {
          principal,
          action,
          resource: { resource: resource === '*' ? NO_RESOURCE : resource, accountId },
          contextVariables: { 'aws:SecureTransport': 'true', 'aws:SourceAccount': accountId, ...context },
        },
        identityPolicies: identityPolicies.get(principal) ?? [],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        resourcePolicy,
      });
      decided.set(id, decision);
    }
    return decision;
  };

  return {
    check,
    async refusal({ principal }, permissions) {
      if (principal === 'local') return undefined;
      const role = roleByFunction.get(principal);
      if (role === undefined) return `The security token included in the request is invalid: ${principal}`;
      for (const { action, resource, context } of permissions) {
        if (await check(role, action, resource, context)) continue;
        const user = `arn:aws:sts::${accountId}:assumed-role/${role.split('/').at(-1)}/${principal}`;
        return `User: ${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
      }
      return undefined;
    },
  };
}

/**
 * The checked simulation takes a `*` resource for "any that fits" and refuses resource types it does not know; the
 * unchecked one compares as written but cannot read resource policies. So each decides what it can.
 */
async function isAllowed(simulation: Simulation): Promise<boolean> {
  if (simulation.resourcePolicy === undefined) return runUnsafeSimulation(simulation, {}) === 'Allowed';
  const result = await runSimulation(simulation, {});
  if (result.resultType === 'error') {
    const { action, resource } = simulation.request;
    throw new Error(`cannot decide ${action} on ${resource.resource}: ${JSON.stringify(result.errors)}`);
  }
  return result.overallResult === 'Allowed';
}

function named(policy: object, index: number): { name: string; policy: object } {
  return { name: `policy-${index}`, policy };
}

function merged(documents: readonly object[]): object {
  const statements = documents.flatMap((document) => (document as { Statement: object | object[] }).Statement);
  return { Version: '2012-10-17', Statement: statements };
}

/** The resource whose policy decides: of an object in S3 its bucket. */
function policyHolder(resource: string): string {
  return resource.startsWith('arn:aws:s3:::') ? (resource.split('/')[0] as string) : resource;
}
