/** Sinks that can change a message that was sent. Everywhere else a correction is a message of its own. */
export const EDITING_SINKS: readonly string[] = ['discord'];
