export {
  type AuthorisationRow,
  authorisationTable,
  type Column,
  columns,
  rightsInTable,
} from './authorisation-table.ts';
export { type Guard, knock, knocksAt } from './route-guards.ts';
export { type TestClaims, type TestIssuer, testIssuer } from './test-issuer.ts';
