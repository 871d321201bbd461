import { describeWithKafka } from '@yuanqu/testing';
import { busContract } from '../../contract/bus-contract.ts';

describeWithKafka('the Kafka bus', (address) => busContract({ kind: 'kafka', brokers: [address] }));
