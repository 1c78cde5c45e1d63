// A certified OpenID Connect server on a free loopback port, configured by the JSON document on the first line of standard input.
// It prints one line, {"issuer": "..."}, when it listens, and ends when standard input ends. The login that a person would do is done by itself:
// the account is the one whose number the request's X-Subscriber header carries, as a network would know it.
import { createInterface } from 'node:readline';
import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';
import { Provider } from 'oidc-provider';

const lines = createInterface({ input: process.stdin });
const settings = JSON.parse((await lines[Symbol.asyncIterator]().next()).value);
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();

const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}${settings.path ?? ''}`;

// With the setting "ciba", a backchannel request is approved when its first poll has been told to wait; "operatortoken:<account>" names its user.
const waiting = new Map();
const ciba = {
  enabled: settings.ciba === true,
  deliveryModes: ['poll'],
  processLoginHint: async (_, hint) => (hint.startsWith('operatortoken:') ? hint.slice('operatortoken:'.length) : undefined),
  validateRequestContext: async () => {},
  validateBindingMessage: async () => {},
  verifyUserCode: async () => {},
  triggerAuthenticationDevice: async (_, request) => { waiting.set(request.jti, request); },
};

// With the setting "dpop", access tokens may be bound to a key; with "nonce" as its value, every proof must hold a nonce. A bound token is tried at the userinfo endpoint, the one API there is.
const dPoP = { enabled: settings.dpop !== undefined, ...(settings.dpop === 'nonce' && { nonceSecret: randomBytes(32), requireNonce: () => true }) };

const provider = new Provider(issuer, {
  clients: settings.clients,
  jwks: settings.jwks,
  scopes: settings.scopes,
  clientAuthMethods: ['private_key_jwt', 'client_secret_basic', 'client_secret_post'],
  cookies: { keys: ['only for tests on loopback'] },
  features: { devInteractions: { enabled: false }, ciba, dPoP, ...settings.features },
  pkce: { required: () => true },
  ttl: { AccessToken: settings.accessTokenLifetime ?? 300, AuthorizationCode: 60, IdToken: 300, Interaction: 60, Session: 300, Grant: 300 },
  interactions: { url: (_, interaction) => `${settings.path ?? ''}/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...settings.userinfo }) }),
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope(settings.scopes.join(' '));
    await grant.save();
    return grant;
  },
  ...settings.overrides,
});

provider.on('grant.error', async (ctx, error) => {
  const request = waiting.get(ctx.oidc.params?.auth_req_id);
  if (error.error === 'authorization_pending' && request) {
    waiting.delete(request.jti);
    const grant = new provider.Grant({ clientId: request.clientId, accountId: request.accountId });
    grant.addOIDCScope(settings.scopes.join(' '));
    await grant.save();
    await provider.backchannelResult(request, grant);
  }
});

const handle = provider.callback();
const base = new URL(issuer).pathname.replace(/\/$/, '');
server.on('request', async (request, response) => {
  if (request.url.startsWith(`${base}/interaction/`)) {
    request.url = request.url.slice(base.length);
    await provider.interactionFinished(request, response, { login: { accountId: request.headers['x-subscriber'] ?? 'nobody' } });
    return;
  }

  // The issuer's path is a mount point: the server behind it sees what follows.
  request.originalUrl = request.url;
  if (base && request.url.startsWith(base)) {
    request.url = request.url.slice(base.length) || '/';
  }

  handle(request, response);
});

process.stdout.write(`${JSON.stringify({ issuer })}\n`);
