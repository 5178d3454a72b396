declare const content: unique symbol;

/** The JSON text of a T, as a text column holds it. */
export type Json<T> = string & { readonly [content]: T };

export function toJson<T>(value: T): Json<T> {
  return JSON.stringify(value) as Json<T>;
}

/** Trusts the column: only {@link toJson} writes it. */
export function fromJson<T>(text: Json<T>): T {
  return JSON.parse(text) as T;
}
