/** A nested validation error as Discord writes it: indices and field names lead to `_errors`. */
export interface FormErrors {
  [key: string]: FormErrors | { code: string; message: string }[];
}

/** What is wrong at one place of a request body. */
export interface Flaw {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/** A refusal in Discord's words. Thrown by a route, written by the server. */
export class DiscordFailure extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: FormErrors | undefined;
  constructor(status: number, code: number, message: string, errors?: FormErrors) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

const KNOWN: Readonly<Record<number, readonly [status: number, message: string]>> = {
  0: [404, '404: Not Found'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  30032: [400, 'Maximum number of application commands reached (100)'],
  30034: [400, 'Max number of daily application command creates has been reached (200)'],
  40005: [413, 'Request entity too large'],
  40033: [400, 'This message has already been crossposted'],
  40058: [400, 'Cannot send a message in a forum channel'],
  40060: [400, 'Interaction has already been acknowledged.'],
  40094: [400, 'This interaction has reached the maximum number of follow-up messages'],
  50001: [403, 'Missing Access'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50008: [400, 'Cannot send messages in a non-text channel'],
  50013: [403, 'Missing Permissions'],
  50024: [400, 'Cannot execute action on this channel type'],
  50027: [401, 'Invalid Webhook Token'],
  50068: [400, 'Invalid message type'],
  50083: [400, 'Thread is archived'],
  50109: [400, 'The request body contains invalid JSON.'],
  50278: [403, 'Cannot send messages to this user due to having no mutual guilds'],
  160004: [400, 'A thread has already been created for this message'],
  160006: [400, 'Maximum number of active threads reached'],
};

/** The refusal for one of Discord's JSON error codes. */
export function refusal(code: number): DiscordFailure {
  const known = KNOWN[code];
  if (!known) throw new Error(`the loopback has no sentence for error code ${code}`);
  return new DiscordFailure(known[0], code, known[1]);
}

/** 50035 with every flaw at its place. */
export function invalidForm(flaws: readonly Flaw[]): DiscordFailure {
  const root: FormErrors = {};
  for (const flaw of flaws) {
    let place = root;
    for (const step of flaw.path) {
      place[step] ??= {};
      place = place[step] as FormErrors;
    }
    place._errors ??= [];
    (place._errors as { code: string; message: string }[]).push({
      code: flaw.code,
      message: flaw.message,
    });
  }
  return new DiscordFailure(400, 50035, 'Invalid Form Body', root);
}
