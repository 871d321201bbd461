import { kafkaBus } from '@yuanqu/messaging/kafka';
import { StartError } from '@yuanqu/service-kit';
import type { Logger } from 'pino';

const patienceMs = 8_000;

/**
 * Throws a StartError unless a broker answers soon. A service by itself starts without Kafka and waits for it; whoever
 * starts all of it at a terminal wants to know at once that the address is wrong.
 */
export async function checkBrokers(brokers: readonly string[], log: Logger): Promise<void> {
  const bus = kafkaBus({ brokers, clientId: 'yuanqu-start', log });
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
  try {
    await Promise.race([bus.check(), late]);
  } catch (cause) {
    const where = brokers.join(', ');
    throw new StartError(
      `连不上 Kafka（${where}）。请检查 --kafka 或 YUANQU_KAFKA_BROKERS 的地址，确认 broker 已启动（npm run kafka），或去掉该设置改用内置日志。\n` +
        `Kafka at ${where} does not answer. Check the address in --kafka or YUANQU_KAFKA_BROKERS and that the broker runs (npm run kafka), or leave it out to use the embedded log.`,
      { cause },
    );
  } finally {
    clearTimeout(timer);
    void bus.stop();
  }
}
