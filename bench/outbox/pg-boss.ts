import { PgBoss } from 'pg-boss';
import { AT_ONCE, type Contender, type Job } from './contender.ts';

const QUEUE = 'deliveries';

/** pg-boss with LISTEN/NOTIFY and its policy that keeps the jobs of one key in their order. */
export async function pgBoss(connectionString: string): Promise<Contender> {
  const open = async () => {
    const boss = new PgBoss({ connectionString, useListenNotify: true, max: 10 });
    boss.on('error', () => {});
    await boss.start();
    return boss;
  };
  const boss = await open();
  await boss.createQueue(QUEUE, { policy: 'key_strict_fifo', notify: true });
  return {
    name: 'pg-boss',
    async put(jobs) {
      await boss.insert(
        QUEUE,
        jobs.map((job) => ({ data: job, singletonKey: job.to })),
      );
    },
    async work(does) {
      const own = await open();
      // A batch is one fetch; done one by one, each worker would wait for its next look after every
      // job.
      const options = { batchSize: AT_ONCE, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5 };
      await own.work<Job>(
        QUEUE,
        { ...options, notifyPollingIntervalSeconds: 0.5 },
        async (jobs) => {
          await Promise.all(jobs.map((job) => does(job.data)));
        },
      );
      return () => own.stop({ graceful: true });
    },
    close: () => boss.stop({ graceful: false }),
  };
}
