import { readLaneGroups } from './lane-groups';

const OPENED = ['127.0.0.1:8080', 'localhost:8081'];

describe('readLaneGroups', () => {
  it.each([
    ['', []],
    ['shop.example+shop-cdn.example', [['shop.example', 'shop-cdn.example']]],
    [
      ' Shop.example + shop-cdn.example ,a.co.uk+b.example+c.example',
      [
        ['shop.example', 'shop-cdn.example'],
        ['a.co.uk', 'b.example', 'c.example'],
      ],
    ],
    ['bücher.example+buecher.example', [['xn--bcher-kva.example', 'buecher.example']]],
    ['one.myshopify.com+one.example', [['one.myshopify.com', 'one.example']]],
    ['93.184.216.34+shop.example', [['93.184.216.34', 'shop.example']]],
    ['127.0.0.1:8080+localhost:8081', [['127.0.0.1:8080', 'localhost:8081']]],
  ])('reads %j', (text, groups) => {
    expect(readLaneGroups(text, OPENED)).toEqual({ groups, faults: [] });
  });

  it.each([
    ['shop.example', '"shop.example" is no group; join two domains or more by +'],
    ['a.example b.example', '"a.example b.example" is no group'],
    ['a.example+', '"a.example+" is no group'],
    ['a.example+com', '"com" is no domain of a shop'],
    ['a.example+co.uk', '"co.uk" is no domain of a shop'],
    ['a.example+myshopify.com', '"myshopify.com" is no domain of a shop'],
    ['a.example+localhost', '"localhost" is no domain of a shop'],
    ['a.example+https://b.example', '"https://b.example" is no domain of a shop'],
    ['a.example+b.example/x', '"b.example/x" is no domain of a shop'],
    ['a.example+b.example:8080', '"b.example:8080" is no domain of a shop'],
    ['a.example+me@b.example', '"me@b.example" is no domain of a shop'],
    ['a.example+*.b.example', '"*.b.example" is no domain of a shop'],
    ['a.example+b c.example', '"b c.example" is no domain of a shop'],
    ['a.example+www.b.example', '"www.b.example" shares the lane of b.example already; write b.example'],
    ['a.example+b.example,c.example+A.example', 'names a.example twice; it can be in one group only'],
    ['a.example+a.example', 'names a.example twice'],
  ])('refuses %j', (text, fault) => {
    expect(readLaneGroups(text, OPENED).faults.join('\n')).toContain(`EBB_LANE_GROUPS`);
    expect(readLaneGroups(text, OPENED).faults.join('\n')).toContain(fault);
  });
});
