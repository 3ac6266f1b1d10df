import { compiledCatalog } from '../knowledge/catalog/compile.ts';
import { readPartsOf } from '../pipeline/flows/reader.ts';

// Compiles the catalog of a folder into the first of the other folders that can be written, in a
// process of its own, with the tables that a search and the reader look at: what they are made with
// takes up to 100 MB, which neither the program nor its reading process keeps.
const [folder, ...caches] = process.argv.slice(2);
const { catalog } = compiledCatalog(folder!, caches);
if (catalog !== null) {
  catalog.search('tengxun', 1);
  void readPartsOf(catalog).names;
}
