// Unpacks the browser and the libraries that come with it into TMPDIR, and prints the browser's
// path. Copied beside the package by
// `.ci/browser`.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';

const packed = join(import.meta.dirname, 'node_modules', '@sparticuz', 'chromium', 'bin');
await inflate(join(packed, 'al2023.tar.br'));
await chromium.executablePath(packed);
console.log(join(tmpdir(), 'chromium'));
