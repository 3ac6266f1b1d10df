/** Version of the rules of reading, so that a replay can name them. */
export const READER = 'read-2';
