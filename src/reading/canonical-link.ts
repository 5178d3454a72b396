import { parseUrl } from '../core/parse-url';

/**
 * Query parameters that tell how somebody came, never what they look at. A trailing * stands for any ending.
 */
const TRACKING =
  'utm_* gclid gclsrc gbraid wbraid dclid gad_* fbclid fb_* msclkid yclid ysclid twclid ttclid li_fat_id igshid igsh ' +
  'mc_cid mc_eid _ga _gl srsltid mkt_tok ref_ s_kwcid ef_id epik awc irclickid irgwc cjevent ranmid raneaid ransiteid ' +
  'zanpid pk_* piwik_* mtm_* matomo_* hsa_* _hsenc _hsmi hsctatracking vero_id vero_conv oly_enc_id oly_anon_id ' +
  'wickedid trk spm scm _branch_match_id _openstat _pos _psq _ss _sid _fid pr_prod_strat pr_rec_id pr_rec_pid ' +
  'pr_ref_pid pr_seq aff_id affid affiliate_id at_medium at_campaign campaign_id ns_* cm_mmc wt_mc wt.mc_id sc_cid';

const names = TRACKING.split(' ').map((name) => name.toLowerCase());
const exact = new Set(names.filter((name) => !name.endsWith('*')));
const prefixes = names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));

/**
 * A fragment that is a route of the page's own script (`#!/p/1`), or that names a variant (`#variationId=7`).
 */
const MEANT_FRAGMENT = /^#(?:!|\/|[^=]*(?:vari|sku|colou?r|size|item|product)[^=]*=)/i;

/**
 * The link without what does not tell which product it is: tracking parameters and the fragment (unless that
 * names a variant or a route). The order of parameters and their encoding stay. Pure.
 * @returns null when the text is no http(s) link.
 */
export function canonicalLink(link: string): string | null {
  const url = parseUrl(link);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return null;
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !isTracking(pair.split('=', 1)[0] ?? ''));
  url.search = kept.join('&');
  if (!MEANT_FRAGMENT.test(url.hash)) url.hash = '';
  return url.href;
}

function isTracking(parameter: string): boolean {
  const name = parameter.toLowerCase();
  return exact.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
}
