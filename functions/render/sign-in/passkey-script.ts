/**
 * The one script of the pages: it talks between the server and the browser's passkeys. Without it, or without passkeys, its buttons
 * stay hidden, and links by e-mail work all the same.
 */
export const passkeyScript = `
const part = document.getElementById('passkey');
const button = part?.querySelector('button[data-passkey]');
const failed = part?.querySelector('[data-failed]');

const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

async function post(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

const withBytes = (list) => list?.map((one) => ({ ...one, id: bytesOf(one.id) }));

async function signIn() {
  const { attempt, options } = await post('/auth/passkey/sign-in/options', { to: part.dataset.to });
  const credential = await navigator.credentials.get({
    publicKey: { ...options, challenge: bytesOf(options.challenge), allowCredentials: withBytes(options.allowCredentials) },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
  const { to } = await post('/auth/passkey/sign-in', {
    attempt,
    credential: {
      id: credential.id,
      rawId: textOf(credential.rawId),
      type: credential.type,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: {
        clientDataJSON: textOf(clientDataJSON),
        authenticatorData: textOf(authenticatorData),
        signature: textOf(signature),
        ...(userHandle && { userHandle: textOf(userHandle) }),
      },
    },
  });
  location.assign(to);
}

async function register() {
  const { attempt, options } = await post('/auth/passkey/registration/options', {});
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge),
      user: { ...options.user, id: bytesOf(options.user.id) },
      excludeCredentials: withBytes(options.excludeCredentials),
    },
  });
  const { clientDataJSON, attestationObject } = credential.response;
  await post('/auth/passkey/registration', {
    attempt,
    name: part.querySelector('input[name=name]').value,
    credential: {
      id: credential.id,
      rawId: textOf(credential.rawId),
      type: credential.type,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: {
        clientDataJSON: textOf(clientDataJSON),
        attestationObject: textOf(attestationObject),
        transports: credential.response.getTransports?.() ?? [],
      },
    },
  });
  if (part.dataset.then) location.assign(part.dataset.then);
  else location.reload();
}

const deeds = { 'sign-in': signIn, register };

async function act() {
  const { origin } = part.dataset;
  if (location.origin !== origin) {
    location.assign(origin + location.pathname + location.search);
    return;
  }
  failed.textContent = '';
  button.disabled = true;
  try {
    await deeds[button.dataset.passkey]();
  } catch (error) {
    // Who cancels, knows it.
    if (error.name !== 'AbortError') failed.textContent = failed.dataset.failed;
  }
  button.disabled = false;
}

if (part && 'credentials' in navigator) {
  part.hidden = false;
  button.addEventListener('click', act);
}
`.trimStart();
