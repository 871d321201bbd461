import { describe, expect, it } from 'vitest';
import { databaseNameOf, databaseUrlOf, replaceDatabase } from './database-url.ts';

describe('databaseUrlOf', () => {
  it.each([
    ['postgres://u:p@host:5432/', 'postgres://u:p@host:5432/yuanqu_intake'],
    ['postgres://u@host', 'postgres://u@host/yuanqu_intake'],
    ['postgres://u@host/y_{service}?sslmode=require', 'postgres://u@host/y_intake?sslmode=require'],
    ['postgres://u@host/as_it_is', 'postgres://u@host/as_it_is'],
    [
      'postgresql://postgres@/?host=/run/pg&port=5433',
      'postgresql://postgres@/yuanqu_intake?host=/run/pg&port=5433',
    ],
    ['postgres://u@%2Frun%2Fpg/', 'postgres://u@%2Frun%2Fpg/yuanqu_intake'],
  ])('%s → %s', (shared, url) => {
    expect(databaseUrlOf('intake', {}, shared)).toBe(url);
  });

  it("prefers the service's own URL", () => {
    const env = { YUANQU_DATABASE_URL_INTAKE: 'postgres://other/db' };
    expect(databaseUrlOf('intake', env, 'postgres://u@host/')).toBe('postgres://other/db');
  });

  it('names and replaces the database of a socket URL', () => {
    const url = 'postgresql://postgres@/yuanqu_intake?host=/run/pg';
    expect(databaseNameOf(url)).toBe('yuanqu_intake');
    expect(replaceDatabase(url, 'postgres')).toBe('postgresql://postgres@/postgres?host=/run/pg');
  });
});
