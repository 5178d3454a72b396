import { findPatternFault } from './safe-pattern';

it.each([
  '"price":"([\\d.]+)"',
  'Price: (.+?) EUR',
  '[)+*]+',
  '\\)+',
  '(?:EUR|€) ?(\\d+)',
  'a{2,3}b?',
  '(x)?',
])('takes %s', (source) => expect(findPatternFault(source)).toBeNull());

it.each([
  ['(a+)+$', 'repeats a group'],
  ['(a|aa)*b', 'repeats a group'],
  ['(?:\\d+){2,}', 'repeats a group'],
  ['(a)\\1', 'backreference'],
  ['(?=a)b', 'looks ahead'],
  ['(?<!a)b', 'looks ahead'],
  ['.*.*.*.*.*x', 'more than 4 repeats'],
  ['(', 'no regular expression'],
  ['x'.repeat(201), 'longer than 200'],
])('refuses %s', (source, fault) => expect(findPatternFault(source)).toContain(fault));
