import { AppError, type FieldError, Industry, Uscc } from '@yuanqu/domain';
import type { ChainDefinition } from './chain-definition.ts';
import { linkFaults, unknownSegment } from './check-links.ts';

/**
 * The chain with its codes in canonical form, or everything that is wrong with it, each place named.
 * Error: `chain.contradicts`.
 */
export function checkChain(definition: ChainDefinition): ChainDefinition | AppError {
  const codes = definition.segments.map(({ code }) => code);
  const read = readCodes(definition);
  const errors = [
    ...twice(codes, '/segments'),
    ...linkFaults(definition),
    ...definition.assignments.flatMap(({ segment }, index) =>
      codes.includes(segment) ? [] : [unknownSegment(`/assignments/${index}/segment`, segment)],
    ),
    ...twice(
      definition.assignments.map(({ segment, uscc, name }) => `${segment} ${uscc ?? name}`),
      '/assignments',
    ),
    ...read.errors,
  ];
  if (errors.length === 0) return read.definition;
  return new AppError(
    'chain.contradicts',
    'invalid',
    '产业链图谱有矛盾，请按所列位置修改。 The chain contradicts itself; mend the places that are named.',
    { errors },
  );
}

const twice = (keys: readonly string[], pointer: string): readonly FieldError[] =>
  keys.flatMap((key, index) =>
    keys.indexOf(key) < index
      ? [{ pointer: `${pointer}/${index}`, code: 'twice', detail: `“${key}”重复。 "${key}" is there twice.` }]
      : [],
  );

function readCodes(definition: ChainDefinition) {
  const errors: FieldError[] = [];
  const taken = (value: string | AppError, pointer: string, text: string): string => {
    if (!(value instanceof AppError)) return value;
    errors.push({ pointer, code: value.code, detail: value.message });
    return text;
  };
  const usccOf = (uscc: string | undefined, pointer: string) =>
    uscc === undefined ? {} : { uscc: taken(Uscc.parse(uscc), pointer, uscc) };
  const { lead } = definition;
  const canonical: ChainDefinition = {
    ...definition,
    segments: definition.segments.map((segment, at) =>
      Object.assign({}, segment, {
        industries: segment.industries.map((text, index) =>
          taken(Industry.parse(text), `/segments/${at}/industries/${index}`, text),
        ),
      }),
    ),
    assignments: definition.assignments.map((assignment, index) =>
      Object.assign({}, assignment, usccOf(assignment.uscc, `/assignments/${index}/uscc`)),
    ),
    ...(lead && { lead: { ...lead, ...usccOf(lead.uscc, '/lead/uscc') } }),
  };
  return { definition: canonical, errors };
}
