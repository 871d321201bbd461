import { fileSmsProvider } from './file-sms-provider.ts';
import { httpSmsProvider, type SmsProvider } from './http-sms-provider.ts';

/** The provider of the settings, else a folder of files. Throws when it has an address and no key: nothing goes out unsigned. */
export function openSmsProvider(
  url: string | undefined,
  key: string | undefined,
  folder: string,
): SmsProvider {
  if (url === undefined) return fileSmsProvider(folder);
  if (key === undefined) throw new Error('YUANQU_SMS_URL needs YUANQU_SMS_KEY: the provider’s signing key');
  return httpSmsProvider({ url, key });
}
