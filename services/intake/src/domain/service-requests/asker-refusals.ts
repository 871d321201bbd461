import { AppError } from '@yuanqu/domain';

/** Who asks has no space in the park. */
export const notTenant = (park: string, tenant: string): AppError =>
  new AppError(
    'service-request.not-a-tenant',
    'conflict',
    `${tenant} 在园区 ${park} 没有房源，不能提出服务请求；请核对园区和统一社会信用代码（无代码的填合同所载名称）。 ${tenant} neither is seen in a unit of ${park} nor holds one by contract; check the park and the credit code, or the name as its contract has it.`,
    { park },
  );

const mostNamed = 10;

/** The unit is somebody else's, or nobody's. */
export function notTheirUnit(unit: string, held: readonly string[]): AppError {
  const named = held.slice(0, mostNamed).join(', ');
  return new AppError(
    'service-request.not-their-unit',
    'conflict',
    `房源 ${unit} 不是该单位的；其房源为 ${named}。 ${unit} is not the tenant's; its units are ${named}. Name one of them or a shared one, or leave it out.`,
    { units: [...held] },
  );
}
