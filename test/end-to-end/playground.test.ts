import type { Card } from '../../src/core/message';
import { describeInBrowser, takeShot } from '../support/browser';
import { Playground } from '../support/playground';
import { PlaygroundPage } from '../support/playground-page';
import { startScriptedTeams, type ScriptedTeams } from '../support/scripted-teams';

jest.setTimeout(120_000);

const card: Card = {
  title: 'Desk_lamp *brass* [new]',
  headline: '€79.20',
  lines: ['20 % under €99.00'],
  facts: [{ label: 'Shop', value: 'lamp_shop' }],
  buttons: [{ title: 'Stop', action: { do: 'stop', id: 3 } }],
};

describeInBrowser('the Agents Playground as the Teams client', (browser) => {
  let teams: ScriptedTeams;
  let playground: Playground;
  beforeAll(async () => {
    teams = await startScriptedTeams((turn) => {
      if (turn.event) return null;
      return { text: turn.action ? `you pressed ${turn.action.do}` : `you said ${turn.text}` };
    });
    playground = await Playground.start(teams.endpoint);
  }, 60_000);
  afterAll(async () => {
    await playground.close();
    await teams.close();
  });

  test('a person talks, is told unasked by a card, and presses its button', async () => {
    const context = await browser().newContext({ viewport: { width: 1200, height: 800 } });
    const person = await PlaygroundPage.open(context, playground.url);
    await person.type('hello');
    await person.waitFor('you said hello');
    expect(teams.turns[0]).toMatchObject({ event: 'opened', where: { channel: 'msteams' } });

    expect(await teams.tell({ text: 'Desk lamp fell', card })).toMatchObject({ kind: 'sent' });
    // Shown letter for letter: nothing of a product's name becomes markup.
    await person.waitFor('Desk_lamp *brass* [new]');
    await person.waitFor('lamp_shop');
    await person.press('Stop');
    await person.waitFor('you pressed stop');
    expect(teams.turns.at(-1)?.action).toEqual({ do: 'stop', id: 3 });
    await takeShot(person.page, 'playground');
  });

  test('the buttons beyond the sixth stand in a menu', async () => {
    const context = await browser().newContext({ viewport: { width: 1200, height: 800 } });
    const person = await PlaygroundPage.open(context, playground.url);
    await person.type('hello');
    await person.waitFor('you said hello');
    const buttons = Array.from({ length: 8 }, (_none, id) => ({
      title: `Button ${id}`,
      action: { do: 'press', id },
    }));
    await teams.tell({ text: 'Desk lamp fell', card: { ...card, buttons } });
    await person.waitFor('Button 5');
    expect(await person.saying('Button 6').count()).toBe(0);
    await person.press('More options');
    await takeShot(person.page, 'playground-menu');
    await person.page.getByRole('menuitem', { name: 'Button 7' }).click({ timeout: 5000 });
    await person.waitFor('you pressed press');
    expect(teams.turns.at(-1)?.action).toEqual({ do: 'press', id: 7 });
  });
});
