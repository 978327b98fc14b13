// A real OpenID provider on this machine: people to choose from, consent by itself, and answers that can be made to lie.
// Started by the tests with the address to come back to; says on which port it listens.
import * as http from 'node:http';

import * as jose from 'jose';
import { Provider } from 'oidc-provider';

const people = JSON.parse(process.argv[2]);
const client = JSON.parse(process.argv[3]);
const port = Number(process.argv[4]);
const issuer = `http://127.0.0.1:${port}`;
const kid = 'ours';
const { privateKey } = await jose.generateKeyPair('RS256', { extractable: true });
const jwk = { ...(await jose.exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' };
const stranger = (await jose.generateKeyPair('RS256')).privateKey;
const past = (claims, seconds) => ({ ...claims, iat: claims.iat - seconds, exp: claims.iat - seconds + 60 });

const lies = {
  signature: (claims) => sign(claims, stranger),
  nonce: (claims) => sign({ ...claims, nonce: 'of somebody else' }, privateKey),
  audience: (claims) => sign({ ...claims, aud: 'another' }, privateKey),
  issuer: (claims) => sign({ ...claims, iss: 'https://elsewhere.example' }, privateKey),
  old: (claims) => sign(past(claims, 600), privateKey),
  early: (claims) => sign({ ...claims, iat: claims.iat + 600, exp: claims.iat + 1200 }, privateKey),
  slow: (claims) => sign(past(claims, 90), privateKey), // half a minute over: within what clocks may differ
  none: (claims) => new jose.UnsecuredJWT(claims).encode(),
  secret: (claims) => new jose.SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid })
    .sign(new TextEncoder().encode(client.client_secret)),
};
let lie = '';

function sign(claims, key) {
  return new jose.SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(key);
}

const provider = new Provider(issuer, {
  clients: [client],
  jwks: { keys: [jwk] },
  cookies: { keys: ['for tests alone'] },
  pkce: { required: () => true },
  acrValues: ['two-steps'],
  enabledJWA: { clientAuthSigningAlgValues: ['RS512', 'RS256'] },
  claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: true,
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => { ctx.body = page(`${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`); },
    },
  },
  findAccount: (ctx, sub) => (people[sub] ? { accountId: sub, claims: () => ({ sub, ...people[sub] }) } : undefined),
  interactions: { url: (ctx, interaction) => `/choose/${interaction.uid}` },
  async loadExistingGrant(ctx) {
    const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});

const page = (body) => `<!doctype html><html lang="en"><title>The other organisation</title><h1>The other organisation</h1>${body}`;

provider.use(async (ctx, next) => {
  await next();
  if (lie && ctx.oidc?.route === 'token' && ctx.body.id_token) {
    ctx.body.id_token = await lies[lie](jose.decodeJwt(ctx.body.id_token));
  }
});

const answer = provider.callback();

async function serve(req, res) {
  const { pathname } = new URL(req.url, issuer);
  const [, what, uid, who] = pathname.split('/');
  if (what === 'lie') {
    lie = uid || '';
    return res.end('');
  }
  if (what !== 'choose') return answer(req, res);
  if (who === 'nobody') return provider.interactionFinished(req, res, { error: 'access_denied' });
  if (who) {
    const acr = people[who].amr ? 'two-steps' : undefined;
    return provider.interactionFinished(req, res, { login: { accountId: who, acr, amr: people[who].amr } });
  }
  res.setHeader('Content-Type', 'text/html');
  const links = [...Object.keys(people), 'nobody'].map((name) => `<p><a href="/choose/${uid}/${name}">${name}</a></p>`);
  return res.end(page(links.join('')));
}

http.createServer(serve).listen(port, '127.0.0.1', () => console.log(issuer));
