import type { Admin, Kafka } from 'kafkajs';

/** One admin connection, made when first needed and made anew after a failure. */
export interface SharedAdmin {
  readonly use: <T>(work: (admin: Admin) => Promise<T>) => Promise<T>;
  readonly stop: () => Promise<void>;
}

export function sharedAdmin(kafka: Kafka): SharedAdmin {
  let connecting: Promise<Admin> | undefined;

  async function connect(): Promise<Admin> {
    const admin = kafka.admin();
    await admin.connect();
    return admin;
  }

  async function drop(dropped: Promise<Admin> | undefined): Promise<void> {
    if (connecting === dropped) connecting = undefined;
    const admin = await dropped?.catch(() => undefined);
    await admin?.disconnect().catch(() => undefined);
  }

  return {
    use: async (work) => {
      connecting ??= connect();
      const current = connecting;
      try {
        return await work(await current);
      } catch (error) {
        void drop(current);
        throw error;
      }
    },
    stop: () => drop(connecting),
  };
}
