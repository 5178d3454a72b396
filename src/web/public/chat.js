// The chat page: opens the official web chat on our own Direct Line, and drives the demo.
/* global window, document, location, navigator, matchMedia, getComputedStyle, fetch, setTimeout, clearTimeout */
'use strict';

const { WebChat } = window;
const DIRECT_LINE = `${location.origin}/v3/directline`;
/** ConnectionStatus of botframework-directlinejs after which it gives up. */
const EXPIRED_TOKEN = 3;
const FAILED_TO_CONNECT = 4;
const RETRY_MS = 3000;
const STATUS_MS = 20_000;

const chat = document.getElementById('chat');
const dark = matchMedia('(prefers-color-scheme: dark)');

const store = WebChat.createStore({}, ({ dispatch }) => (next) => (action) => {
  if (action.type === 'DIRECT_LINE/CONNECT_FULFILLED') {
    dispatch({ type: 'WEB_CHAT/SEND_EVENT', payload: { name: 'webchat/join', value: {} } });
  }
  return next(action);
});

function readColour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function readColours() {
  const names = ['ground', 'surface', 'ink', 'soft', 'line', 'accent', 'mine', 'on-mine'];
  return Object.fromEntries(names.map((name) => [name, readColour(`--${name}`)]));
}

function makeStyleOptions(colour) {
  return {
    accent: colour.accent,
    backgroundColor: colour.surface,
    subtle: colour.soft,
    timestampColor: colour.soft,
    primaryFont: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
    rootHeight: '100%',
    rootWidth: '100%',
    paddingRegular: 14,
    botAvatarImage: '/icon.svg',
    botAvatarInitials: '',
    botAvatarBackgroundColor: 'transparent',
    avatarSize: 34,
    bubbleBackground: colour.ground,
    bubbleTextColor: colour.ink,
    bubbleBorderColor: colour.line,
    bubbleBorderRadius: 14,
    bubbleMaxWidth: 480,
    bubbleMinWidth: 60,
    bubbleFromUserBackground: colour.mine,
    bubbleFromUserTextColor: colour['on-mine'],
    bubbleFromUserBorderColor: colour.mine,
    bubbleFromUserBorderRadius: 14,
    groupTimestamp: 60_000,
    hideUploadButton: true,
    // A list is pasted in lines.
    sendBoxTextWrap: true,
    sendBoxBackground: colour.surface,
    sendBoxTextColor: colour.ink,
    sendBoxPlaceholderColor: colour.soft,
    sendBoxButtonColor: colour.accent,
    sendBoxBorderTop: `1px solid ${colour.line}`,
    sendBoxHeight: 52,
    transcriptActivityVisualKeyboardIndicatorColor: colour.line,
  };
}

/** How Adaptive Cards look: adaptivecards.io, "Host Config". */
function makeHostConfig(colour) {
  const foreground = {
    default: { default: colour.ink, subtle: colour.soft },
    accent: { default: colour.accent, subtle: colour.accent },
  };
  return {
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
    supportsInteractivity: true,
    fontSizes: { small: 13, default: 15, medium: 16, large: 19, extraLarge: 27 },
    fontWeights: { lighter: 300, default: 400, bolder: 650 },
    lineHeights: { small: 18, default: 21, medium: 22, large: 25, extraLarge: 33 },
    spacing: { small: 4, default: 8, medium: 12, large: 20, extraLarge: 30, padding: 14 },
    separator: { lineThickness: 1, lineColor: colour.line },
    imageSizes: { small: 40, medium: 76, large: 140 },
    containerStyles: {
      default: { backgroundColor: 'transparent', foregroundColors: foreground },
      emphasis: { backgroundColor: colour.ground, foregroundColors: foreground },
    },
    factSet: {
      title: {
        color: 'default',
        size: 'default',
        isSubtle: true,
        weight: 'default',
        wrap: true,
        maxWidth: 150,
      },
      value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
      spacing: 16,
    },
    actions: {
      maxActions: 12,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
  };
}

async function fetchToken() {
  const response = await fetch(`${DIRECT_LINE}/tokens/generate`, { method: 'POST' });
  if (!response.ok) throw new Error(`no token: HTTP ${response.status}`);
  return (await response.json()).token;
}

/** Opens the chat; when its connection is lost for good, opens it anew, and the server tells the history again. */
async function connect() {
  try {
    const directLine = WebChat.createDirectLine({ token: await fetchToken(), domain: DIRECT_LINE });
    directLine.connectionStatus$.subscribe((status) => {
      if (status === EXPIRED_TOKEN || status === FAILED_TO_CONNECT) setTimeout(connect, RETRY_MS);
    });
    render(directLine);
    dark.onchange = () => render(directLine);
  } catch {
    setTimeout(connect, RETRY_MS);
  }
}

function render(directLine) {
  const colour = readColours();
  WebChat.renderWebChat(
    {
      directLine,
      store,
      locale: navigator.language,
      styleOptions: makeStyleOptions(colour),
      adaptiveCardsHostConfig: makeHostConfig(colour),
    },
    chat,
  );
}

const demo = document.getElementById('demo');
const tryButton = document.getElementById('try');
const lowerButton = document.getElementById('lower');
const status = document.getElementById('status');

let silence;

/** Says something under the header for a while. */
function say(text) {
  status.textContent = text;
  status.hidden = false;
  clearTimeout(silence);
  silence = setTimeout(() => (status.hidden = true), STATUS_MS);
}

function showLowering() {
  tryButton.hidden = true;
  lowerButton.hidden = false;
}

/** @returns where this visitor's demo product is; null when there is no demo. */
async function findDemo() {
  const response = await fetch('/demo');
  return response.ok ? await response.json() : null;
}

async function offerDemo() {
  const found = await findDemo();
  if (!found) return;
  if (found.visited) showLowering();
  demo.hidden = false;
}

/** The demo shop moves when Ebb is started anew, so its place is asked for at the press of the button. */
async function tryExample() {
  const found = await findDemo().catch(() => null);
  if (!found) {
    say('The demo shop did not answer. Load this page again and try once more.');
    return;
  }
  store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text: found.url } });
  showLowering();
}

async function lowerPrice() {
  lowerButton.disabled = true;
  try {
    const response = await fetch('/demo/lower', { method: 'POST' });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const { price } = await response.json();
    say(`The demo shop now asks ${price}. I look again within seconds: watch the chat.`);
  } catch {
    say('The demo shop did not answer. Load this page again and try once more.');
  }
  lowerButton.disabled = false;
}

tryButton.onclick = tryExample;
lowerButton.onclick = lowerPrice;
connect();
offerDemo();
