import { element, label } from './svg';

it('a text is only text, whatever it says', () => {
  expect(label('<script>&"x"\u0000\u202e\uFFFF</script>', { x: 1.234567 })).toBe(
    '<text x="1.23">&lt;script&gt;&amp;&quot;x&quot;\u202e&lt;/script&gt;</text>',
  );
});

it('an attribute cannot be left', () => {
  expect(element('rect', { fill: '"/><script>' })).toBe('<rect fill="&quot;/&gt;&lt;script&gt;"/>');
});
