import { DomainError, InvalidInputError } from '../../domain/errors.ts';
import { problemWithPicture } from '../../domain/page/pictures.ts';
import type { Call, Route } from './route.ts';

const pictures = ['logoUrl', 'faviconUrl'] as const;

/** A route that takes a page: where a picture alone makes the body too large, it is the picture that is refused. */
export const pageRoute = ({ run, ...rest }: Route): Route => ({
  ...rest,
  run: (call) => run({ ...call, body: () => bodyOf(call) }),
});

function bodyOf(call: Call): unknown {
  try {
    return call.body();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'TOO_LARGE') refusePictures(call.text);
    throw error;
  }
}

function refusePictures(text: string): void {
  const members = membersOf(text);
  for (const name of pictures) {
    const value = members[name];
    const problem = typeof value === 'string' ? problemWithPicture(value) : undefined;
    if (problem !== undefined) throw new InvalidInputError(name, problem);
  }
}

function membersOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
