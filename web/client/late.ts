import { ApiError } from './error.ts';

/** Whether somebody else was first, so that nothing was saved. Whatever else speaks against it is thrown. */
export const wasLate = (call: Promise<unknown>): Promise<boolean> =>
  call.then(
    () => false,
    (reason: unknown) => {
      if (reason instanceof ApiError && reason.status === 412) return true;
      throw reason;
    },
  );
