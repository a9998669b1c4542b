import { control } from './control.js';
import { h, whileBusy } from './dom.js';
import { noteAnswer, state } from './state.js';

let afterAnswer = () => {};

/** Names what happens once an answer is given. */
export function onAnswer(listener) {
  afterAnswer = listener;
}

/** Gives an answer to a message; what came of it is shown at the message. */
export async function answer(message, given) {
  const at = state.now ?? new Date().toISOString();
  const words = given.text ?? given.digits;
  try {
    const { heard = null } = (await control.reply(message.id, given)) ?? {};
    noteAnswer(message.id, { at, given: words, heard });
  } catch (error) {
    noteAnswer(message.id, { at, given: words, heard: error.message, failed: true });
  }
  afterAnswer();
}

/** A button that answers. */
export function answerButton(message, label, given, properties = {}) {
  const press = (event) => whileBusy(event.currentTarget, () => answer(message, given));
  return h('button', { type: 'button', onclick: press, 'data-focus': label, ...properties }, label);
}

/** What has been answered to a message. */
export function answersOf(message) {
  const answers = message.answers ?? [];
  if (answers.length === 0) return null;
  return h(
    'ul',
    { class: 'answers' },
    answers.map(({ given, heard, failed }) =>
      h(
        'li',
        { class: failed ? 'failed' : null },
        h('span', { class: 'given' }, given),
        heard ? h('span', { class: 'heard' }, heard) : null,
      ),
    ),
  );
}
