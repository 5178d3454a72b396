import { Webhook } from 'standardwebhooks';
import { isSigned, type SignedMessage } from './check-signature';

const NOW = Date.UTC(2026, 0, 15, 12);
const MINUTE = 60_000;
const OLD = Buffer.alloc(32, 'old key');
const NEW = Buffer.alloc(32, 'new key');
const BODY = '{"type":"conversation.message","data":{"text":"Grüße"}}';

/** Signed as the library of Standard Webhooks does it. */
function sign(key: Buffer, at = NOW, body = BODY): SignedMessage {
  const signatures = new Webhook(key.toString('base64')).sign('msg-1', new Date(at), body);
  return { id: 'msg-1', timestamp: String(Math.floor(at / 1000)), signatures, body };
}

describe('a signature', () => {
  it('of the library is good', () => {
    expect(isSigned(sign(NEW), [NEW], NOW)).toBe(true);
  });

  it('of any of the keys is good: keys can be replaced', () => {
    expect(isSigned(sign(OLD), [NEW, OLD], NOW)).toBe(true);
    const both = `${sign(OLD).signatures} ${sign(NEW).signatures}`;
    expect(isSigned({ ...sign(NEW), signatures: both }, [NEW], NOW)).toBe(true);
    expect(isSigned(sign(OLD), [NEW], NOW)).toBe(false);
  });

  it.each([
    ['another body', { body: BODY.replace('Grüße', 'Gruesse') }],
    ['another id', { id: 'msg-2' }],
    ['another time', { timestamp: String(NOW / 1000 + 1) }],
    ['no id', { id: '' }],
    ['no time', { timestamp: '' }],
    ['a time that is no number', { timestamp: '1e9' }],
    ['no signature', { signatures: '' }],
    ['another scheme', { signatures: sign(NEW).signatures.replace('v1,', 'v1a,') }],
    ['half a signature', { signatures: sign(NEW).signatures.slice(0, 20) }],
  ])('with %s is refused', (_name, change) => {
    expect(isSigned({ ...sign(NEW), ...change }, [NEW], NOW)).toBe(false);
  });

  it.each([
    [-5 * MINUTE, true],
    [-5 * MINUTE - 1000, false],
    [5 * MINUTE, true],
    [5 * MINUTE + 1000, false],
  ])('made %d ms from now: %s', (offset, isGood) => {
    expect(isSigned(sign(NEW, NOW + offset), [NEW], NOW)).toBe(isGood);
  });

  it('is looked for among ten, not among thousands', () => {
    const many = `${'v1,AAAA '.repeat(10)}${sign(NEW).signatures}`;
    expect(isSigned({ ...sign(NEW), signatures: many }, [NEW], NOW)).toBe(false);
  });
});
