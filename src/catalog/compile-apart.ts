import { compiledCatalog } from './compile.ts';

// Compiles the catalog of a folder into the first of the other folders that can be written, in a process of its own.
const [folder, ...caches] = process.argv.slice(2);
compiledCatalog(folder!, caches);
