/** A fault planted in the flows, as a change of one place of one file. */
export interface Plant {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Faults that the simulation has to find; `npm run simulate:plants` tries them one at a time. */
export const PLANTS: readonly Plant[] = [
  {
    name: 'pages that could not be read are never tried again',
    file: 'src/app/program.ts',
    from: 'await fenced.requeueDebts({ mark, recovered: health.hasRecovered() }, now);',
    to: '',
  },
  {
    name: 'a message in doubt is sent again without a look-up',
    file: 'src/pipeline/deliver/attempt.ts',
    from: 'if (doubt === null || alerted.edits !== undefined) return { repeats: false };',
    to: 'if (doubt !== undefined) return { repeats: false };',
  },
  {
    name: 'an entry counts as known before its page is saved',
    file: 'src/pipeline/watch/new-entries.ts',
    from: '  const place = entry.title || entry.url;\n',
    to: '  const place = entry.title || entry.url;\n  await store.nameItem(source.id, key, names, contentHash(entry));\n',
  },
  {
    name: 'a page is taken off the queue before its outcome is saved',
    file: 'src/pipeline/flows/pipeline.ts',
    from: '  const settled = await outcomeOf(item, notice, now, deps);',
    to: "  await setAside(item, { unread: 'begun', cause: 'page' }, now, deps);\n  const settled = await outcomeOf(item, notice, now, deps);",
  },
  {
    name: 'a fault of the reading process is blamed on the source',
    file: 'src/domain/debt.ts',
    from: "name === 'StoreProblem' || name === 'ReaderFault';",
    to: "name === 'StoreProblem';",
  },
  {
    name: 'a killed process leaves no doubt about what it was sending',
    file: 'src/base/store/deliveries.ts',
    from: 'const IN_DOUBT = sql<number>`coalesce(doubt_since, claimed_at)`;',
    to: 'const IN_DOUBT = sql<number>`doubt_since`;',
  },
  {
    name: 'of several companies of a notice the last is forgotten',
    file: 'src/pipeline/flows/pipeline.ts',
    from: 'const touched = [...mapping.exposures, ...gone];',
    to: 'const touched = [...mapping.exposures.slice(0, 2), ...gone];',
  },
  {
    name: 'what came while a source failed counts as older than the watch',
    file: 'src/pipeline/watch/poll.ts',
    from: 'firstRun: seenBefore === null,',
    to: 'firstRun: seenBefore === null || state.failures > 0,',
  },
  {
    name: 'an edit in place is not noticed',
    file: 'src/pipeline/watch/new-entries.ts',
    from: "  if (sameText && !moreFiles) return again('same', validated);",
    to: "  if (sameText || !moreFiles) return again('same', validated);",
  },
  {
    name: 'a channel that knows no repetitions gets a message in doubt again and again',
    file: 'src/pipeline/deliver/attempt.ts',
    from: '  return delivery.repeatedAt == null;',
    to: '  return true;',
  },
  {
    name: 'each attempt has another key',
    file: 'src/pipeline/deliver/attempt.ts',
    from: 'const { address, level, nonce } = delivery;',
    to: 'const { address, level } = delivery;\n  const nonce = delivery.nonce.slice(2) + delivery.attempts;',
  },
  {
    name: 'retries that a wrong clock planned stay days away',
    file: 'src/pipeline/deliver/deliver.ts',
    from: 'if (now < latest) await store.hastenRetries({ now, longestMs: LONGEST_RETRY_MS });',
    to: '',
  },
];
