import type { Fault } from '../../domain/tables/table.ts';

/** What may be wrong with the park that a line names, whatever the line is of. */
export const otherPark: Fault = {
  field: 'park',
  code: 'auth.other-park',
  detail: '该园区不在您的权限范围内。 This park is outside the scope of your account.',
};
export const unknownPark: Fault = {
  field: 'park',
  code: 'intake.unknown-park',
  detail: '没有该园区。 There is no such park.',
};
