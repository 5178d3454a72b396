import { parseUrl } from '../../core/parse-url';
import { coversHost } from '../host-pattern';
import { fillLink, namesIn, parseLinkTemplate } from './link-template';
import type { Recipe } from './recipe-schema';

/** Do `url` and `request` go together with `links` and `hosts`? */
export function findLinkFaults(recipe: Recipe): string[] {
  return (['url', 'request'] as const).flatMap((field) => {
    const link = recipe[field];
    return link === undefined ? [] : findFaults(link, recipe).map((fault) => `${field} ${fault}`);
  });
}

function findFaults(link: string, { hosts, links }: Recipe): string[] {
  const names = namesIn(link);
  const filled = fillLink(link, new Map(names.map((name) => [name, '1'])));
  const url = parseUrl(filled);
  if (!url || !/^https?:$/.test(url.protocol)) return ['is no http(s) link'];
  const { host } = url;
  const isOwn = hosts !== 'any' && hosts.some((pattern) => coversHost(pattern, host));
  const unknown = links.flatMap((text) => {
    const template = parseLinkTemplate(text);
    const known = 'fault' in template ? [] : template.names;
    return names
      .filter((name) => !known.includes(name))
      .map((name) => `names {${name}}, which ${text} has not`);
  });
  return [...(isOwn ? [] : [`is on ${host}, which hosts does not name`]), ...unknown];
}
