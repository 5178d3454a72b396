/** A site of Expedia: what a stay costs depends on the country of whoever asks. */
export interface Site {
  readonly country: string;
  readonly currency: string;
}

/** By host without `www.`. */
export const SITES: Readonly<Record<string, Site>> = {
  'expedia.at': { country: 'AT', currency: 'EUR' },
  'expedia.be': { country: 'BE', currency: 'EUR' },
  'expedia.ca': { country: 'CA', currency: 'CAD' },
  'expedia.ch': { country: 'CH', currency: 'CHF' },
  'expedia.co.in': { country: 'IN', currency: 'INR' },
  'expedia.co.jp': { country: 'JP', currency: 'JPY' },
  'expedia.co.kr': { country: 'KR', currency: 'KRW' },
  'expedia.co.nz': { country: 'NZ', currency: 'NZD' },
  'expedia.co.th': { country: 'TH', currency: 'THB' },
  'expedia.co.uk': { country: 'GB', currency: 'GBP' },
  'expedia.com': { country: 'US', currency: 'USD' },
  'expedia.com.au': { country: 'AU', currency: 'AUD' },
  'expedia.com.br': { country: 'BR', currency: 'BRL' },
  'expedia.com.hk': { country: 'HK', currency: 'HKD' },
  'expedia.com.my': { country: 'MY', currency: 'MYR' },
  'expedia.com.ph': { country: 'PH', currency: 'PHP' },
  'expedia.com.sg': { country: 'SG', currency: 'SGD' },
  'expedia.com.tw': { country: 'TW', currency: 'TWD' },
  'expedia.de': { country: 'DE', currency: 'EUR' },
  'expedia.dk': { country: 'DK', currency: 'DKK' },
  'expedia.es': { country: 'ES', currency: 'EUR' },
  'expedia.fi': { country: 'FI', currency: 'EUR' },
  'expedia.fr': { country: 'FR', currency: 'EUR' },
  'expedia.ie': { country: 'IE', currency: 'EUR' },
  'expedia.it': { country: 'IT', currency: 'EUR' },
  'expedia.mx': { country: 'MX', currency: 'MXN' },
  'expedia.nl': { country: 'NL', currency: 'EUR' },
  'expedia.no': { country: 'NO', currency: 'NOK' },
  'expedia.se': { country: 'SE', currency: 'SEK' },
};
