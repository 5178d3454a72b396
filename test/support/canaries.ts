import { Webhook } from 'standardwebhooks';

/** Values that can be recognised wherever they come out. */
const canary = (name: string): string => `canary-${name}-0123456789abcdefghij`;
const hookSecret = (name: string): string => Buffer.from(canary(name)).toString('base64');

/** What nobody may read anywhere but in the environment. */
export const SECRETS = {
  database: canary('database'),
  secret: canary('secret'),
  metrics: canary('metrics'),
  hook: hookSecret('hook'),
  watcher: canary('watcher'),
  app: canary('app'),
};

/**
 * What people say and are, and the keys to what they see: nothing of it is in a log, a figure or an answer to
 * strangers.
 */
export const PRIVATE: Record<string, string> = {
  link: canary('link'),
  userinfo: canary('userinfo'),
  text: canary('text'),
  name: canary('name'),
  person: canary('person'),
  directory: canary('directory'),
  chat: canary('chat'),
  mail: `${canary('mail')}@shop.example`,
  redirect: canary('redirect'),
  body: canary('body'),
  answer: canary('answer'),
  forged: canary('forged'),
  'forged hook': canary('forged-hook'),
  'wrong token': canary('wrong-token'),
};

/**
 * @returns path and request by what is wrong with it: whoever sends it knows no secret, or may not see what
 * it asks for.
 */
export function requestsOfStrangers(): Readonly<Record<string, readonly [string, RequestInit]>> {
  const authorization = `Bearer ${PRIVATE['wrong token']}`;
  const post = (body: string, headers: Record<string, string> = {}): RequestInit => {
    return {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', authorization, ...headers },
    };
  };
  const text = JSON.stringify({ type: 'conversation.message', data: { text: PRIVATE['forged hook'] } });
  const at = new Date();
  const sign = (secret: string): Record<string, string> => ({
    'webhook-id': PRIVATE['forged hook']!,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(`whsec_${secret}`).sign(PRIVATE['forged hook']!, at, text),
  });
  return {
    'wrong metrics token': ['/metrics', { headers: { authorization } }],
    'forged hook': ['/hooks/feed', post(text, sign(hookSecret('another')))],
    'hook to nowhere': ['/hooks/feed', post(text, sign(SECRETS.hook))],
    'hook of nobody': [`/hooks/${PRIVATE['forged hook']}`, post(text)],
    'no JSON': ['/api/messages', post(`{"text":"${PRIVATE['forged']}"`)],
    'no activity': ['/api/messages', post(`{"text":"${PRIVATE['forged']}"}`)],
    'forged token': ['/v3/directline/conversations', post('{}')],
    'no such path': [`/${PRIVATE['forged']}?key=${PRIVATE['forged']}`, {}],
    'no such picture': [`/charts/${PRIVATE['forged']}.png?key=${PRIVATE['forged']}`, {}],
    health: ['/healthz', {}],
    readiness: ['/readyz', {}],
    bot: ['/bot', {}],
  };
}
