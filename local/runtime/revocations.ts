import type { RoleCheck } from '../aws/roles.ts';
import type { Deployment } from '../deployment.ts';

/** A function's permission, taken away for a test: `dynamodb:PutItem`, or `dynamodb:*` for all of a service. */
export interface Grant {
  readonly function: string;
  readonly action: string;
}

export interface RevocableRoles extends RoleCheck {
  revoke(grant: Grant): void;
  restore(grant: Grant): void;
  revoked(): readonly Grant[];
}

/** The synthesized policies, less what has been taken away. */
export function makeRevocable(roles: RoleCheck, { functions }: Deployment): RevocableRoles {
  let revoked: readonly Grant[] = [];
  const isSame = (left: Grant, right: Grant) => left.function === right.function && left.action === right.action;
  const isRevoked = (name: string | undefined, action: string) =>
    revoked.some(
      (grant) =>
        grant.function === name &&
        (grant.action === action || (grant.action.endsWith(':*') && action.startsWith(grant.action.slice(0, -1)))),
    );

  return {
    async refusal(request, permissions) {
      const missing = permissions.find(({ action }) => isRevoked(request.principal, action));
      if (!missing) return roles.refusal(request, permissions);
      return `${request.principal} is not authorized to perform: ${missing.action} on resource: ${missing.resource}`;
    },
    async check(principal, action, resource, context) {
      const name = functions.find(({ roleArn }) => roleArn === principal)?.name;
      return !isRevoked(name, action) && roles.check(principal, action, resource, context);
    },
    revoke(grant) {
      revoked = [...revoked.filter((each) => !isSame(each, grant)), grant];
    },
    restore(grant) {
      revoked = revoked.filter((each) => !isSame(each, grant));
    },
    revoked: () => revoked,
  };
}
