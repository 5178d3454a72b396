import { escapeHtml } from './escape-html';
import { renderPage } from './render-page';

/** The page behind the address in our user agent: for shop owners who find us in their logs. */
export function renderBotPage(contact: string): string {
  const reach =
    contact === ''
      ? 'The operator of this installation has left no contact.'
      : `The operator of this installation can keep it away from your shop at once: ${escapeHtml(contact)}`;
  const body = `    <h1>About the Ebb bot</h1>
    <p>
      Ebb watches prices for shoppers. Somebody pasted a link to one of your product pages into a chat and asked to be
      told when the price falls. Ebb looks at that page now and then, and sends the shopper to your shop when the wish
      comes true.
    </p>
    <h2>How it behaves</h2>
    <ul>
      <li>It visits only product pages that a person asked for. It does not crawl your shop.</li>
      <li>One look at a product serves everybody who follows it: every few hours as a rule.</li>
      <li>One request to your shop at a time, with a pause of two seconds or more between two.</li>
      <li>It obeys <code>robots.txt</code>, <code>Crawl-delay</code> and <code>Retry-After</code>.</li>
      <li>It asks with <code>If-None-Match</code> and <code>If-Modified-Since</code> where you give validators.</li>
      <li>It keeps no cookies, solves no captchas, and always says who it is.</li>
      <li>When your shop has trouble or says no, it stays away for longer and longer.</li>
    </ul>
    <h2>How to turn it away</h2>
    <p>Two lines in your <code>robots.txt</code> are enough; they are read again at least once a day:</p>
    <pre>User-agent: Ebb
Disallow: /</pre>
    <h2 id="privacy">What it keeps of people</h2>
    <p>
      Of those who talk to it: how to reach their chat, the products they follow, their rules and settings. It serves
      answers and alerts and nothing else, and is given to nobody. The operator deletes it on request.
    </p>
    <h2 id="terms">What it promises</h2>
    <p>Prices are read by a program and may be misread or late: what the shop itself says counts.</p>
    <h2>Contact</h2>
    <p>${reach}</p>`;
  return renderPage({ title: 'About the Ebb bot', body });
}
