/** What is wrong with one member of an input; `field` is its path as the caller wrote it (`scheduleLayers[0].rotation`). */
export interface Problem {
  readonly field: string;
  readonly message: string;
}

/** As a list of one when something is wrong, empty when not: validations are lists that are put together. */
export const problemIf = (wrong: boolean, field: string, message: string): readonly Problem[] =>
  wrong ? [{ field, message }] : [];
