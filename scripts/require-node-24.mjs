// Plain JavaScript on purpose: it must run on the Node that is too old, to say so.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Tocsin runs on Node 24. This is Node ${process.versions.node} on ${process.platform}-${process.arch}, and no packaged Node 24 was installed for it.\n` +
      'Run "npm ci" without --omit=optional on Linux or Windows, or install Node 24 or newer from https://nodejs.org and try again.',
  );
  process.exit(1);
}
