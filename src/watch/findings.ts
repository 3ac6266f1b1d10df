/** What a finding means for the host of the bot: one sentence of what is wrong, one of what to do. */
interface Meaning {
  readonly sentence: string;
  readonly remedy: string;
}

/**
 * Everything that can be wrong with a source: a closed list. The code is stored and counted; what it means is said here and
 * nowhere else, and the message beside it names the place.
 */
export const FINDINGS = {
  'bad-url': {
    sentence: 'the address is not http or https',
    remedy: 'Correct the url of the source in config/.',
  },
  'no-instance': {
    sentence: 'the source needs a server of your own that is not configured',
    remedy: 'Set the environment variable that the source names, for example RSSHUB_URL.',
  },
  'address-blocked': {
    sentence: 'the address is private, on loopback or reserved, and was not asked',
    remedy: 'Add host:port to ALLOW_HOSTS if you mean it; otherwise somebody plays tricks with this site.',
  },
  'name-not-found': {
    sentence: 'the name of the host does not resolve',
    remedy: 'Check the DNS of this machine; if it is well, the site has moved.',
  },
  'not-reached': {
    sentence: 'no connection came about or it broke off',
    remedy: 'Wait; if it lasts, the site may refuse this network: give the source a proxy.',
  },
  'bad-certificate': {
    sentence: 'the certificate of the site is not valid',
    remedy: 'Open the address in a browser; with a wrong clock on this machine every certificate looks bad.',
  },
  'too-slow': {
    sentence: 'the answer took longer than the limits allow',
    remedy: 'Wait; if it lasts, name a mirror or a proxy for the source.',
  },
  'too-large': {
    sentence: 'the answer is larger than the limit',
    remedy: 'Look at the address: a list or notice of this size is none.',
  },
  'broken-body': {
    sentence: 'the answer broke off or is packed wrongly',
    remedy: 'Wait; if it lasts, name a mirror.',
  },
  'redirect-loop': {
    sentence: 'the site redirects in a circle',
    remedy: 'Open the address in a browser and put the one it ends at into config/.',
  },
  refused: {
    sentence: 'the site refuses this client (401, 403, 407, 412)',
    remedy: 'Set CONTACT, lower the cadence, or give the source a proxy or mirror.',
  },
  gone: {
    sentence: 'nothing is at this address any more (404, 410)',
    remedy: 'Find the new address and put it into config/; `tocsin sources check` tells what answers.',
  },
  'asked-to-wait': {
    sentence: 'the site asks for fewer requests (429) or the host is pausing',
    remedy: 'Nothing: the wait is kept. If it recurs, lower the rate of the host in config/hosts.yml.',
  },
  'server-error': {
    sentence: 'the site has a problem of its own (5xx)',
    remedy: 'Wait; if it lasts, name a mirror.',
  },
  'odd-status': {
    sentence: 'the site answered with a status that is no page',
    remedy: 'Open the address in a browser and correct it in config/.',
  },
  challenged: {
    sentence: 'the site asks for a browser that runs scripts',
    remedy: 'No script is ever run: name a mirror, an RSSHub route or a proxy that is let through.',
  },
  'login-page': {
    sentence: 'a login page came instead of what was asked for',
    remedy: 'The source is not public any more: find another address or switch it off.',
  },
  'error-page': {
    sentence: 'a page that says "error" or "maintenance" came with status 200',
    remedy: 'Wait; if it lasts, find the new address.',
  },
  'empty-page': {
    sentence: 'the answer is empty although it looks healthy',
    remedy: 'Wait; if it lasts, the address has moved or needs another client.',
  },
  'not-a-feed': {
    sentence: 'a web page came where a feed was expected',
    remedy: 'Find the feed’s new address, or watch the page itself with kind html-list.',
  },
  'broken-feed': {
    sentence: 'the feed is not readable as RSS or Atom',
    remedy: 'Wait; if it lasts, watch the page itself with kind html-list.',
  },
  'hostile-feed': {
    sentence:
      'the page or feed defines entities of its own, or is larger or deeper than any reader can bear; it was not read',
    remedy: 'Leave it switched off until you know who publishes it.',
  },
  'not-json': {
    sentence: 'the answer is not JSON',
    remedy: 'Correct the url or the kind of the source.',
  },
  'list-not-found': {
    sentence: 'no row of the page matches the selector',
    remedy: 'The layout has changed: correct `select` of the source.',
  },
  'too-many-rows': {
    sentence: 'the list has more rows than are read',
    remedy: 'The first ones were read; narrow the selector if the rest matters.',
  },
  'rows-fell': {
    sentence: 'the list has far fewer rows than it used to',
    remedy: 'Compare the page with `select`: a changed layout hides rows.',
  },
  'rows-unusual': {
    sentence: 'a notice has far fewer or more rows than this source’s notices usually have',
    remedy: 'Compare the notice with what `tocsin read` makes of it; correct rowsPerNotice if it is right.',
  },
  'charset-changed': {
    sentence: 'the source is written in another charset than before',
    remedy: 'Read one of its new notices; if characters are wrong, report it.',
  },
  'page-failed': {
    sentence: 'a notice that is listed cannot be fetched yet',
    remedy: 'Nothing: it is tried again; after ten minutes its title is stored alone.',
  },
  'files-missing': {
    sentence: 'a file that a notice names is not there yet',
    remedy: 'Nothing: it is looked for again for a week.',
  },
  'own-fault': {
    sentence: 'this program stumbles over the source: a fault of its own',
    remedy: 'Report it with the stack that the log shows; the source is asked again more and more slowly.',
  },
  silent: {
    sentence: 'the source is silent for longer than expected',
    remedy: 'Open it in a browser; if it has newer notices, the selector or address is wrong.',
  },
} as const satisfies Record<string, Meaning>;

export type FindingCode = keyof typeof FINDINGS;

/** A finding at a place; `message` is shown to people. */
export interface SourceFinding {
  readonly code: FindingCode;
  readonly message: string;
}

/** `because` names the place; the sentence of the code follows it. */
export function finding(code: FindingCode, place: string, detail?: string): SourceFinding {
  return {
    code,
    message: `${place}: ${FINDINGS[code].sentence}${detail === undefined ? '' : ` (${detail})`}`,
  };
}

/** Codes of Node, OpenSSL and undici, in the order in which they are tried. */
const NETWORK: readonly (readonly [RegExp, FindingCode])[] = [
  [/^ADDRESS_BLOCKED$/, 'address-blocked'],
  [/^(?:ENOTFOUND|EAI_)/, 'name-not-found'],
  [/^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|EPROTO)/, 'bad-certificate'],
  [/TIMEOUT$|^ETIMEDOUT$/, 'too-slow'],
  [/OVERFLOW|RES_EXCEEDED/, 'too-large'],
  [/^ERR_INVALID_URL$/, 'bad-url'],
];

/** The finding that an error of the network stands for. */
export function networkFinding(error: unknown, place: string): SourceFinding {
  const outer = error as { code?: string; message?: string; cause?: { code?: string; message?: string } };
  const code = outer.cause?.code ?? outer.code ?? '';
  const message = outer.cause?.message ?? outer.message ?? 'the request failed';
  if ((error as Error).name === 'TimeoutError') return finding('too-slow', place);
  const known = NETWORK.find(([pattern]) => pattern.test(code))?.[1] ?? 'not-reached';
  return finding(known, place, code === '' || known === 'address-blocked' ? message : `${code}: ${message}`);
}

/** The finding that a status stands for. */
export function statusFinding(status: number, place: string): SourceFinding {
  const code: FindingCode = [401, 403, 407, 412].includes(status)
    ? 'refused'
    : status === 404 || status === 410
      ? 'gone'
      : status === 429
        ? 'asked-to-wait'
        : status >= 500
          ? 'server-error'
          : 'odd-status';
  return finding(code, place, `status ${status}`);
}
