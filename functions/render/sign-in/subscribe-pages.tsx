import type { Locale, SubscriberType } from '../../domain/subscriber/page-subscriber.ts';
import type { Language } from '../../domain/user/user.ts';
import { type SignInFace, signInPage } from './page.tsx';
import { type Problem, type SubscribeRefusal, subscribeWords } from './subscribe-words.ts';

/** Whose subscribers these forms are for. */
export interface SubscribeLook {
  readonly language: Language;
  readonly face: SignInFace;
}

interface Choice {
  readonly id: number;
  readonly name: string;
  readonly isChosen: boolean;
}

/** What a form said, to be corrected. */
export interface Said {
  readonly target: string;
  readonly type: SubscriberType;
  readonly locale: Locale;
  readonly problem?: Problem | undefined;
}

const Services = ({ choices, legend, hint }: { choices: readonly Choice[]; legend: string; hint: string }) =>
  choices.length === 0 ? null : (
    <fieldset>
      <legend>{legend}</legend>
      <p class="faint">{hint}</p>
      {choices.map(({ id, name, isChosen }) => (
        <label class="check">
          <input type="checkbox" name="services" value={String(id)} checked={isChosen} /> <bdi>{name}</bdi>
        </label>
      ))}
    </fieldset>
  );

const Back = ({ language }: { language: Language }) => (
  <p>
    <a href="/">{subscribeWords[language].back}</a>
  </p>
);

const Ways = ({
  ways,
  chosen,
  language,
}: {
  ways: readonly SubscriberType[];
  chosen: SubscriberType;
  language: Language;
}) => {
  const words = subscribeWords[language];
  return (
    <fieldset>
      <legend>{words.how}</legend>
      {ways.map((way) => (
        <label class="check">
          <input type="radio" name="type" value={way} checked={way === chosen} />
          <span>
            {words.ways[way]} <span class="faint">{words.examples[way]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
};

/** The form by which somebody asks to be told. */
export function subscribePage(
  { language, face }: SubscribeLook,
  {
    ways,
    choices,
    said,
  }: {
    readonly ways: readonly SubscriberType[];
    readonly choices: readonly Choice[];
    readonly said: Said;
  },
): string {
  const words = subscribeWords[language];
  const { problem } = said;
  return signInPage({
    language,
    face,
    title: words.title(face.name),
    children: (
      <>
        <p>{words.intro}</p>
        <form method="post" action="/subscribe">
          {ways.length === 1 ? (
            <input type="hidden" name="type" value={ways[0]} />
          ) : (
            <Ways ways={ways} chosen={said.type} language={language} />
          )}
          <label for="target">{words.where}</label>
          <input
            id="target"
            name="target"
            type="text"
            value={said.target}
            autocomplete="email"
            required
            maxLength={2000}
            aria-describedby={problem && 'problem'}
            aria-invalid={problem === 'target' ? 'true' : undefined}
          />
          {problem && (
            <p id="problem" class="bad" role="alert">
              {problem === 'target' ? words.targets[said.type] : words.problem[problem]}
            </p>
          )}
          <Services choices={choices} legend={words.what} hint={words.all} />
          <label for="locale">{words.mails}</label>
          <select id="locale" name="locale">
            {(['en-GB', 'de-DE'] as const).map((locale) => (
              <option value={locale} selected={locale === said.locale}>
                {words.languages[locale]}
              </option>
            ))}
          </select>
          <button type="submit">{words.subscribe}</button>
        </form>
        <Back language={language} />
      </>
    ),
  });
}

/** The same for everybody who has asked. */
export function askedPage({ language, face }: SubscribeLook): string {
  const words = subscribeWords[language];
  return signInPage({
    language,
    face,
    title: words.asked,
    children: (
      <>
        <p>{words.askedText}</p>
        <Back language={language} />
      </>
    ),
  });
}

/** What a link asks before it does anything: mail programs look at links. */
export function questionPage({ language, face }: SubscribeLook, kind: 'CONFIRM' | 'REMOVE'): string {
  const words = subscribeWords[language];
  const isConfirming = kind === 'CONFIRM';
  return signInPage({
    language,
    face,
    title: isConfirming ? words.confirmTitle : words.removeTitle,
    children: (
      <>
        <p>{(isConfirming ? words.confirmText : words.removeText)(face.name)}</p>
        <form method="post">
          <button type="submit">{isConfirming ? words.confirmTitle : words.remove}</button>
        </form>
        <Back language={language} />
      </>
    ),
  });
}

/** That somebody is told from now on; whose webhook it is learns how its messages are signed. */
export function confirmedPage(
  { language, face }: SubscribeLook,
  { manage, secret }: { readonly manage: string; readonly secret?: string | undefined },
): string {
  const words = subscribeWords[language];
  return signInPage({
    language,
    face,
    title: words.confirmed,
    children: (
      <>
        <p>{words.confirmedText(face.name)}</p>
        {secret && (
          <p>
            {words.secret} <code>{secret}</code>
          </p>
        )}
        <p>
          <a href={manage}>{words.manage}</a>
        </p>
        <Back language={language} />
      </>
    ),
  });
}

/** Of which services a subscriber hears. */
export function managePage(
  { language, face }: SubscribeLook,
  {
    choices,
    outcome,
    remove,
  }: {
    readonly choices: readonly Choice[];
    /** Of what was just chosen. */
    readonly outcome?: 'SAVED' | 'REFUSED' | undefined;
    readonly remove: string;
  },
): string {
  const words = subscribeWords[language];
  return signInPage({
    language,
    face,
    title: words.manage,
    children: (
      <>
        {outcome === 'SAVED' && (
          <p class="good" role="status">
            {words.saved}
          </p>
        )}
        {outcome === 'REFUSED' && (
          <p class="bad" role="alert">
            {words.problem.services}
          </p>
        )}
        <form method="post">
          <Services choices={choices} legend={words.what} hint={words.all} />
          <button type="submit">{words.save}</button>
        </form>
        <p>
          <a href={remove}>{words.remove}</a>
        </p>
        <Back language={language} />
      </>
    ),
  });
}

/** That nobody is told any more; the same whether somebody was. */
export function removedPage({ language, face }: SubscribeLook): string {
  const words = subscribeWords[language];
  return signInPage({
    language,
    face,
    title: words.removed,
    children: (
      <>
        <p>{words.removedText(face.name)}</p>
        <p>
          <a href="/subscribe">{words.again}</a>
        </p>
        <Back language={language} />
      </>
    ),
  });
}

/** A link whose subscription is over. */
export function overPage({ language, face }: SubscribeLook): string {
  const words = subscribeWords[language];
  return signInPage({
    language,
    face,
    title: words.gone,
    children: (
      <>
        <p>{words.goneText}</p>
        <p>
          <a href="/subscribe">{words.again}</a>
        </p>
        <Back language={language} />
      </>
    ),
  });
}

/** Why nothing came of what somebody asked for, with the way back. */
export function subscribeRefusedPage({ language, face }: SubscribeLook, refusal: SubscribeRefusal): string {
  const words = subscribeWords[language];
  return signInPage({
    language,
    face,
    title: words.refused,
    children: (
      <>
        <p role="alert">{words.refusals[refusal]}</p>
        <Back language={language} />
      </>
    ),
  });
}
