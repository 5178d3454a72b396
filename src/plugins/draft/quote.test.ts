import { runInNewContext } from 'node:vm';
import { quote } from './quote';

it.each(['kettle', "it's", 'a "b"', `it's a "b"`, 'a\\b\\"', 'two\nlines', '${x}`'])('means %j', (text) => {
  expect(runInNewContext(quote(text))).toBe(text);
});
