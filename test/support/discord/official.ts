import * as spec from 'discord-api-spec/zod';
import { type Flaw, invalidForm } from './failure.ts';

type SchemaName = keyof typeof spec;
const schemas = { ...spec };

/** Checks a body against Discord's published schema; throws 50035 with every flaw at its place. */
export function checkOfficial(name: SchemaName, body: unknown): void {
  const result = schemas[name].safeParse(body);
  if (!result.success) throw invalidForm(flawsOf(result.error.issues));
}

interface SpecIssue {
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly errors?: readonly (readonly SpecIssue[])[];
  readonly maximum?: number;
  readonly minimum?: number;
  readonly origin?: string;
  readonly expected?: string;
  readonly values?: readonly unknown[];
}

function flawsOf(issues: readonly SpecIssue[], under: readonly (string | number)[] = []): Flaw[] {
  return issues.flatMap((issue) => {
    const path = [...under, ...issue.path];
    if (issue.code === 'invalid_union' && issue.errors?.length)
      return flawsOf(closest(issue.errors), path);
    return [{ path, ...wordsFor(issue) }];
  });
}

/**
 * Of the alternatives of a union, the one the sender meant: the one whose own `type` was right,
 * otherwise the one with the fewest complaints.
 */
function closest(alternatives: readonly (readonly SpecIssue[])[]): readonly SpecIssue[] {
  const wrongKind = (issues: readonly SpecIssue[]) =>
    issues.some((issue) => issue.path.length === 1 && issue.path[0] === 'type');
  const meant = alternatives.filter((issues) => !wrongKind(issues));
  return [...(meant.length > 0 ? meant : alternatives)].sort((a, b) => a.length - b.length)[0]!;
}

function wordsFor(issue: SpecIssue): { code: string; message: string } {
  const text = issue.origin === 'string';
  if (issue.code === 'too_big')
    return text
      ? { code: 'BASE_TYPE_BAD_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }
      : { code: 'NUMBER_TYPE_MAX', message: `Must be less than or equal to ${issue.maximum}.` };
  if (issue.code === 'too_small')
    return text
      ? { code: 'BASE_TYPE_BAD_LENGTH', message: `Must be ${issue.minimum} or more in length.` }
      : { code: 'NUMBER_TYPE_MIN', message: `Must be greater than or equal to ${issue.minimum}.` };
  if (issue.code === 'invalid_value')
    return {
      code: 'BASE_TYPE_CHOICES',
      message: `Value must be one of {${issue.values?.join(', ')}}.`,
    };
  if (issue.code === 'invalid_format')
    return { code: 'STRING_TYPE_REGEX', message: 'String value did not match validation regex.' };
  if (issue.expected)
    return { code: 'BASE_TYPE_REQUIRED', message: `This field is required (${issue.expected}).` };
  return { code: 'BASE_TYPE_INVALID', message: issue.code };
}
