import { LookFailure } from './look-failure';

/** What a shop answered to one request. */
export interface Answer {
  /** After redirects. */
  readonly url: string;
  /** `Content-Type` verbatim, empty when missing. */
  readonly contentType: string;
  /** Decoded (gzip, deflate, br), at most 5 MB. */
  readonly body: Uint8Array;
  text(): string;
  /** @throws LookFailure `unreadable` when the body is no JSON. */
  json(): unknown;
}

export function makeAnswer(fields: {
  readonly url: string;
  readonly contentType: string;
  readonly body: Uint8Array;
}): Answer {
  const text = (): string => new TextDecoder().decode(fields.body);
  return {
    ...fields,
    text,
    json: () => parseJson(text()),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LookFailure(
      { kind: 'unreadable', why: 'The shop answered something that is not the JSON it promises.' },
      { cause },
    );
  }
}
