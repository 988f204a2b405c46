// Reads results with nothing of Sluice's: node results.js HOST:PORT REGISTRY-URL
import { AvroDeserializer, SchemaRegistryClient, SerdeType } from '@confluentinc/schemaregistry';
import avro from 'avsc';
import { Kafka, logLevel } from 'kafkajs';

// Avro keeps a decimal as the bytes of a whole number and, in the schema, how many of its digits
// stand behind the point. Text keeps all of them; a JavaScript number would not.
class Decimal extends avro.types.LogicalType {
  _fromValue(bytes) {
    const unscaled = BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString('hex')}`));
    const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(this.scale + 1, '0');
    const whole = digits.slice(0, digits.length - this.scale);
    const fraction = digits.slice(digits.length - this.scale).replace(/0+$/, '');
    return (unscaled < 0n ? '-' : '') + whole + (fraction ? `.${fraction}` : '');
  }

  _resolve() {}

  constructor(schema, options) {
    super(schema, options);
    this.scale = schema.scale ?? 0;
  }
}

const topic = 'sluice.results';
const [bootstrap, registry] = process.argv.slice(2);
const deserializer = new AvroDeserializer(
  new SchemaRegistryClient({ baseURLs: [registry] }),
  SerdeType.VALUE,
  { logicalTypes: { decimal: Decimal } },
);
const consumer = new Kafka({ brokers: [bootstrap], logLevel: logLevel.WARN })
  .consumer({ groupId: 'figures-of-the-month-js' }); // Kafka remembers how far it has read

// The newest version of each flow, slice and period. A real program keeps it where it keeps what it
// makes of a result, and changes both in one step.
const versions = new Map();

function use(about, result) {
  if (result.version === undefined) {
    console.log(`${about} rejected: nothing to use`);
    return;
  }
  if (result.version <= (versions.get(about) ?? 0)) {
    return; // told twice, or overtaken by a correction
  }
  versions.set(about, result.version);
  console.log(`${about} version ${result.version}`);
  result.figures.forEach((figure) => console.log(`  ${figure.label} ${figure.value}`));
  result.files.forEach((file) => console.log(`  ${file.address} sha256 ${file.sha256}`));
}

await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message }) => {
    use(message.key.toString(), await deserializer.deserialize(topic, message.value));
  },
});
