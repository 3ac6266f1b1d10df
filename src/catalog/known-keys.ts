import { z } from 'zod';

/** The keys that a schema knows at a path, for messages about a key that it does not know. */
export function knownKeys(schema: z.ZodType, path: readonly (string | number)[]): string[] {
  let here = bare(schema);
  for (const step of path) {
    if (here instanceof z.ZodArray) here = bare(here.element as z.ZodType);
    else if (here instanceof z.ZodRecord) here = bare(here.valueType as z.ZodType);
    else if (here instanceof z.ZodObject && here.shape[step]) here = bare(here.shape[step] as z.ZodType);
    else return [];
  }
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
}

/** The schema without optional, default, preprocess and transform around it. */
function bare(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return bare(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe)
    return bare((schema.in instanceof z.ZodTransform ? schema.out : schema.in) as z.ZodType);
  return schema;
}
