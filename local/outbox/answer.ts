/** What a control call answers: a status and a JSON body. */
export interface ControlAnswer {
  readonly status: number;
  readonly body: object;
}

/** A control call that asks for something impossible. */
export class RefusedError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'RefusedError';
    this.status = status;
  }
}

/** Runs a control call; a refusal becomes its JSON answer. */
export async function answering(work: () => Promise<object>): Promise<ControlAnswer> {
  try {
    return { status: 200, body: await work() };
  } catch (error) {
    if (error instanceof RefusedError) return { status: error.status, body: { message: error.message } };
    throw error;
  }
}
