/*
 * OAuth2 for apps: another function answers it (handlers/sign-in/oauth.ts), and the app or the token is the credential.
 */

const base = '/developers/oauth2';

const text = { type: 'string' };
const object = (properties: Record<string, object>, required: readonly string[] = []) => ({
  type: 'object',
  ...(required.length > 0 && { required }),
  properties,
});

const refusal = object(
  {
    error: { type: 'string', description: 'As RFC 6749 names it.' },
    error_description: { type: 'string', description: 'For people.' },
    status: { type: 'integer' },
    message: text,
    code: text,
  },
  ['error', 'error_description', 'status', 'message', 'code'],
);

const content = (schema: object) => ({ 'application/json': { schema } });
const answer = (description: string, schema: object) => ({ description, content: content(schema) });
const page = (description: string) => ({ description, content: { 'text/html': { schema: text } } });
const errors = {
  '400': answer('Something is missing, or is not what it has to be.', refusal),
  '401': answer('The code, the token, the app or its secret is not good.', refusal),
  '429': answer('Too many wrong secrets.', refusal),
  '500': answer('It failed; try again.', refusal),
};

const client = {
  client_id: { type: 'string', description: 'Of the app; it may also stand in the header, as Basic, with the secret.' },
  client_secret: { type: 'string', description: 'Of an app that has one.' },
};

/** What an app sends: a form or JSON. */
const takes = (properties: Record<string, object>, required: readonly string[]) => {
  const schema = object(properties, required);
  return { content: { 'application/x-www-form-urlencoded': { schema }, 'application/json': { schema } } };
};

const tokens = object(
  {
    token_type: { const: 'Bearer' },
    access_token: { type: 'string', description: 'For the Authorization header, for an hour.' },
    expires_in: { type: 'integer', description: 'Seconds.' },
    scope: { type: 'string', description: 'What it may, separated by spaces.' },
    refresh_token: { type: 'string', description: 'With the scope offline_access; good once.' },
    refresh_token_expires_in: { type: 'integer', description: 'Seconds.' },
  },
  ['token_type', 'access_token', 'expires_in', 'scope'],
);

const worth = object(
  {
    active: { type: 'boolean', description: 'false: it is worth nothing, and nothing else is told.' },
    scope: text,
    client_id: text,
    app_id: { type: 'integer' },
    username: text,
    user_id: { type: 'integer' },
    sub: text,
    token_type: text,
    iss: text,
    aud: text,
    iat: { type: 'integer' },
    exp: { type: 'integer' },
    jti: text,
  },
  ['active'],
);

const call = (name: string, summary: string, requestBody: object, done: object) => ({
  [`${base}/${name}`]: {
    post: {
      operationId: `post-developers-oauth2-${name}`,
      tags: ['developers'],
      summary,
      security: [],
      requestBody,
      responses: { '200': done, ...errors },
    },
  },
});

const inQuery = (name: string, description: string, isRequired = false) => ({
  name,
  in: 'query',
  required: isRequired,
  description,
  schema: text,
});

/** The description of what apps ask of people and of this deployment. */
export const oauthPaths = {
  [`${base}/authorize`]: {
    get: {
      operationId: 'get-developers-oauth2-authorize',
      tags: ['developers'],
      summary: 'Where an app sends a browser: asks who is signed in whether the app may act for them.',
      security: [],
      parameters: [
        inQuery('response_type', 'code.', true),
        inQuery('client_id', 'Of the app.', true),
        inQuery('redirect_uri', 'One that the app has registered, letter by letter.', true),
        inQuery('scope', 'What the app asks for, separated by spaces.', true),
        inQuery('state', 'Comes back as it is.'),
        inQuery('code_challenge', 'SHA-256 of the verifier (base64url); public apps have to send it.'),
        inQuery('code_challenge_method', 'S256.'),
      ],
      responses: {
        '200': page('The page that asks.'),
        '303': { description: 'To signing in, or to the app with the reason why nobody is asked.' },
        '400': page('The app or its address is not registered.'),
      },
    },
    post: {
      operationId: 'post-developers-oauth2-authorize',
      tags: ['developers'],
      summary: 'What the person decided: the form of that page.',
      security: [],
      requestBody: {
        content: {
          'application/x-www-form-urlencoded': {
            schema: object(
              {
                request: { type: 'string', description: 'As the page has it.' },
                decision: { type: 'string', description: 'allow, or anything else to refuse.' },
              },
              ['request'],
            ),
          },
        },
      },
      responses: {
        '303': { description: "To the app's address, with a code or the refusal." },
        '400': page('The page is over, or belongs to another session.'),
        '403': answer('The form came from another site.', { $ref: '#/components/schemas/Error' }),
      },
    },
  },
  ...call(
    'token',
    'Gives tokens for a code, or for a refresh token, which is used up.',
    takes(
      {
        grant_type: { enum: ['authorization_code', 'refresh_token'] },
        code: text,
        redirect_uri: text,
        code_verifier: { type: 'string', description: 'What the code_challenge was made of.' },
        refresh_token: text,
        scope: { type: 'string', description: 'Less than was granted, with a refresh token.' },
        ...client,
      },
      ['grant_type'],
    ),
    answer('The tokens.', tokens),
  ),
  ...call(
    'token_info',
    'What an access token is worth, for whoever holds it.',
    takes({ token: text }, ['token']),
    answer('What it is worth.', worth),
  ),
  ...call(
    'introspect',
    'What one of its own tokens is worth, for an app with a secret (RFC 7662).',
    takes({ token: text, ...client }, ['token']),
    answer('What it is worth.', worth),
  ),
  ...call(
    'revoke',
    'Ends all that was granted with a token (RFC 7009); one that is unknown is over already.',
    takes({ token: text, ...client }, ['token']),
    answer('It is over.', { type: 'object' }),
  ),
};
