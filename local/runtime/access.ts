import type { RequestLog } from '../aws/requests.ts';
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

/** Access by the roles of the deployment's functions and by resource policies. What is refused is on record as a call. */
export function accessBy(roles: RoleCheck, { functions, accountId }: Deployment, requests: RequestLog): Access {
  const noted = (principal: string, need: Need, isAllowed: boolean): boolean => {
    const [service = '', action = ''] = need.action.split(':');
    if (!isAllowed) requests.record({ function: principal, service, action, status: 403, allowed: false });
    return isAllowed;
  };
  return {
    async functionMay(functionName, need) {
      const role = functions.find((each) => each.name === functionName)?.roleArn;
      const isAllowed = role !== undefined && (await roles.check(role, need.action, need.resource));
      return noted(functionName, need, isAllowed);
    },
    async serviceMay(service, need, sourceArn) {
      const context = { 'aws:SourceAccount': accountId, ...(sourceArn ? { 'aws:SourceArn': sourceArn } : {}) };
      return noted(service, need, await roles.check(service, need.action, need.resource, context));
    },
  };
}
