declare module 'asl-validator' {
  /** Checks a definition against the Amazon States Language's schemas. */
  export default function validate(
    definition: unknown,
    options?: { readonly checkArn?: boolean; readonly checkPaths?: boolean },
  ): { readonly isValid: boolean; readonly errorsText?: (separator?: string) => string };
}
