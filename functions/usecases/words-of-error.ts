/** What is told of something that went wrong, whatever was thrown. */
export const wordsOfError = (error: unknown): string => (error instanceof Error ? error.message : String(error));
