import type { ChildProcess } from 'node:child_process';

const children = new Set<ChildProcess>();
let armed = false;

/**
 * A child that ends with this process, however that ends short of being killed: an interrupted run
 * leaves nothing running.
 */
export function endingWithUs<T extends ChildProcess>(child: T): T {
  if (!armed)
    process.once('exit', () => {
      for (const one of children) one.kill('SIGKILL');
    });
  armed = true;
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}
