import type { AwsResponse } from './service.ts';

/** A refusal in AWS's words. The front writes it in the protocol of the service. */
export class AwsError extends Error {
  readonly status: number;
  readonly code: string;
  /** Further members of the error's body, such as CancellationReasons. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status = 400, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

const QUERY_SERVICES = new Set(['sns', 'ses', 'cloudwatch', 'monitoring']);

/** The error as a response in the protocol its service speaks: XML for S3 and the form services, JSON for the rest. */
export function errorResponse(
  service: string,
  error: AwsError,
  headers: Readonly<Record<string, string>>,
): AwsResponse {
  const contentType = headers['content-type'] ?? '';
  if (service === 's3') {
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message></Error>`;
    return { status: error.status, headers: { 'content-type': 'application/xml' }, body };
  }
  if (QUERY_SERVICES.has(service) && contentType.startsWith('application/x-www-form-urlencoded')) {
    const type = error.status < 500 ? 'Sender' : 'Receiver';
    const body = `<ErrorResponse><Error><Type>${type}</Type><Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message></Error></ErrorResponse>`;
    return { status: error.status, headers: { 'content-type': 'text/xml' }, body };
  }
  return {
    status: error.status,
    headers: {
      'content-type': contentType.startsWith('application/x-amz-json') ? contentType : 'application/json',
      'x-amzn-errortype': error.code,
    },
    body: JSON.stringify({ __type: error.code, message: error.message, Message: error.message, ...error.details }),
  };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
