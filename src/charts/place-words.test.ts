import { placeWords, type Word } from './place-words';
import type { Plot } from './plot';

const plot = { left: 50, right: 450, top: 20, bottom: 220 } as Plot;
const flat = { left: 50, right: 450, y: 100, before: 100 };

function word(text: string, ...places: Word['places']): Word {
  return { text, colour: 'red', places };
}

it('a word takes its first place when it is free', () => {
  const [placed] = placeWords([word('now', { x: 100, y: 60 }, { x: 100, y: 160 })], plot, [flat]);
  expect(placed).toMatchObject({ left: 100, y: 60 });
});

it('a word keeps off the line, and off the words before it', () => {
  const places = [
    { x: 100, y: 102 },
    { x: 100, y: 60 },
    { x: 100, y: 160 },
  ];
  const placed = placeWords([word('first', ...places), word('second', ...places)], plot, [flat]);
  expect(placed.map(({ y }) => y)).toEqual([60, 160]);
});

it('a word rather hides a piece of line than another word', () => {
  const placed = placeWords(
    [word('first', { x: 100, y: 60 }), word('second', { x: 100, y: 60 }, { x: 100, y: 102 })],
    plot,
    [flat],
  );
  expect(placed.map(({ y }) => y)).toEqual([60, 102]);
});

it('a word stays inside the plot', () => {
  const [placed] = placeWords([word('lowest €1.00', { x: -40, y: 400 })], plot, []);
  expect(placed).toMatchObject({ left: 52, y: 216 });
});
