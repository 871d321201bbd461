import { UuidSchema } from '@yuanqu/domain';
import { Instant, ParkCode, UsccText } from '@yuanqu/events';
import { type CaseFile, caseFields, caseOnWire } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { claimCommands, claimTransitions } from '../../domain/incentive-claims/claim-transitions.ts';
import {
  claimStatuses,
  type IncentiveClaim,
  missingProofs,
  turnOf,
} from '../../domain/incentive-claims/incentive-claim.ts';
import { Incentive, IncentiveProof } from '../../domain/policies/policy-definition.ts';
import { toWire } from '../to-wire.ts';

export const tags = ['incentive-claims'];

const exact = { additionalProperties: false };
const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const Code = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,39}$',
  description: 'Small letters, digits and hyphens, such as rent-relief',
});
const Sha256 = Type.String({
  pattern: '^[0-9a-fA-F]{64}$',
  description: 'SHA-256 of the document, hexadecimal',
});
const proofFields = {
  code: Code,
  reference: { ...Words(500), description: 'Where the document is kept: its number or address' },
  sha256: Sha256,
};
const Proofs = Type.Array(Type.Object(proofFields, exact), { minItems: 1, maxItems: 20 });

export const ClaimBody = Type.Object(
  {
    park: ParkCode,
    tenancy: UuidSchema,
    policy: { ...UuidSchema, description: 'A published version, see GET /published-policies' },
    incentive: Code,
    firstMonth: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 600, description: 'Of the tenancy, whose first is 1' }),
    ),
    months: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 120,
        description: 'As many as the incentive is for, unless fewer are given',
      }),
    ),
    proofs: Type.Optional(Proofs),
  },
  exact,
);
export const ProofBody = Type.Object({ proofs: Proofs }, exact);
export const CheckBody = Type.Object(
  {
    verdicts: Type.Array(
      Type.Object({ code: Code, accepted: Type.Boolean(), remark: Type.Optional(Words(500)) }, exact),
      { maxItems: 20, description: 'What is said of each document; one without a verdict is not accepted' },
    ),
  },
  exact,
);
export const RevocationDecisionBody = Type.Object({ result: Type.Enum(['revoke', 'keep']) }, exact);

const Sentence = Type.Object({ zh: Type.String(), en: Type.String() });
const Fen = Type.String({ description: 'Fen' });

export const IncentiveClaimItem = Type.Object({
  ...caseFields,
  status: Type.Enum([...claimStatuses]),
  nextCommands: Type.Array(Type.Enum([...claimCommands])),
  park: ParkCode,
  tenancy: UuidSchema,
  tenant: Type.Object({ uscc: Type.Optional(UsccText), name: Type.String() }),
  policy: UuidSchema,
  policyVersion: Type.String(),
  policyEffectiveFrom: Type.String(),
  incentive: Incentive,
  firstMonth: Type.Integer(),
  months: Type.Integer(),
  from: Type.String({ description: 'First day' }),
  until: Type.String({ description: 'Last day, included' }),
  claimedBy: Type.String(),
  proofs: Type.Array(Type.Object({ ...proofFields, by: Type.String() })),
  missingProofs: Type.Array(IncentiveProof),
  dueBy: Type.Optional(Instant),
  overdue: Type.Boolean(),
  asked: Type.Optional(Type.String({ description: 'What more was asked for' })),
  check: Type.Optional(
    Type.Object({
      by: Type.String(),
      verdicts: Type.Array(
        Type.Object({ code: Code, accepted: Type.Boolean(), remark: Type.Optional(Type.String()) }),
      ),
      conditions: Type.Array(
        Type.Object({
          code: Type.String(),
          input: Type.String(),
          result: Type.Enum(['passed', 'failed']),
          sentence: Sentence,
        }),
      ),
      met: Type.Boolean(),
      amountFen: Fen,
      reckoning: Sentence,
    }),
  ),
  grant: Type.Optional(Type.Object({ by: Type.String(), amountFen: Fen })),
  revocation: Type.Optional(
    Type.Object({
      reason: Type.String(),
      proposedBy: Type.String(),
      confirmedBy: Type.Optional(Type.String()),
    }),
  ),
  ended: Type.Optional(Type.String({ description: 'Why it was refused or cancelled' })),
});

export const incentiveClaimOnWire = (file: CaseFile<IncentiveClaim>) =>
  toWire({
    ...caseOnWire(file, turnOf(file.state)),
    ...file.state,
    missingProofs: [...missingProofs(file.state, file.state.proofs)],
    nextCommands: [...claimTransitions[file.state.status]],
  });
