import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import { AT_ONCE, type Contender, type Job } from './contender.ts';

const logger = new Logger(() => () => {});

/** graphile-worker, which listens by itself, with one of its named queues for each address. */
export async function graphileWorker(connectionString: string): Promise<Contender> {
  const utils = await makeWorkerUtils({ connectionString, logger });
  await utils.migrate();
  return {
    name: 'graphile-worker',
    async put(jobs) {
      await utils.addJobs(
        jobs.map((job) => ({ identifier: 'send', payload: job, queueName: job.to })),
      );
    },
    async work(does) {
      const runner = await run({
        connectionString,
        logger,
        concurrency: AT_ONCE,
        noHandleSignals: true,
        pollInterval: 2_000,
        taskList: { send: (payload) => does(payload as Job) },
      });
      return () => runner.stop();
    },
    close: async () => void (await utils.release()),
  };
}
