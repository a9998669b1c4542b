import type { RoleCheck } from '../aws/roles.ts';
import type { Deployment } from '../deployment.ts';

/** One permission a call needs, as IAM names it. */
export interface Need {
  readonly action: string;
  readonly resource: string;
}

/** Asks the synthesized policies on behalf of the parts of AWS that the local cloud itself plays. */
export interface Access {
  /** Whether a function's role allows what is done in its name: polling, reading a stream, putting aside what failed. */
  functionMay(functionName: string, need: Need): Promise<boolean>;
  /** Whether the resource's policy lets an AWS service act on it, on behalf of the source. */
  serviceMay(service: string, need: Need, sourceArn?: string): Promise<boolean>;
}

/** Access by the roles of the deployment's functions and by resource policies. */
export function accessBy(roles: RoleCheck, { functions, accountId }: Deployment): Access {
  return {
    async functionMay(functionName, { action, resource }) {
      const role = functions.find((each) => each.name === functionName)?.roleArn;
      return role !== undefined && roles.check(role, action, resource);
    },
    serviceMay: (service, { action, resource }, sourceArn) =>
      roles.check(service, action, resource, {
        'aws:SourceAccount': accountId,
        ...(sourceArn ? { 'aws:SourceArn': sourceArn } : {}),
      }),
  };
}
