import { explainDataFolder, StartError } from '@yuanqu/service-kit';

/** What a person at the terminal reads when the start failed: what to do where that is known, the stack only at level debug. */
export function explainFailedStart(
  failure: unknown,
  { dataFolder, verbose }: { readonly dataFolder: string; readonly verbose: boolean },
): string {
  const error = explainDataFolder(failure, dataFolder);
  if (!(error instanceof Error)) return String(error);
  if (error instanceof StartError || !verbose) return error.message;
  return error.stack ?? error.message;
}
