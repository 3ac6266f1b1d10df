import { compiledCatalog } from './compile.ts';

// Compiles the catalog of a folder into the first of the other folders that can be written, in a
// process of its own, with the tables that a search looks at: what they are made with (a dictionary
// of readings) takes 19 MB, which the program does not keep.
const [folder, ...caches] = process.argv.slice(2);
const { catalog } = compiledCatalog(folder!, caches);
catalog?.search('tengxun', 1);
